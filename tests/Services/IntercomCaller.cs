namespace StreamAlert.Apps.Tests.Services;

/// <summary>The Intercom app with credentials of the test's.</summary>
internal static class IntercomCaller
{
    public const string Token = "dG9rOmFiY2RlZjAxXzIzNDVfNjc4OV9hYmNkX2VmMDEyMzQ1Njc4OToxOjA=";

    public static ServiceCaller Of(Uri? address, TestClock? clock = null, params IEnumerable<KeyValuePair<string, string>> settings) =>
        new("intercom_admin_activity_logs", address, [new("token", Token)], clock, settings);

    /// <param name="next">The value of <c>pages.next</c>, as JSON.</param>
    public static string Page(string next, params string[] events) =>
        $$"""{"type":"activity_log.list","pages":{"type":"pages","next":{{next}},"page":1,"per_page":20,"total_pages":2},"activity_logs":[{{string.Join(',', events)}}]}""";

    public static string Event(string id, long createdAt) =>
        $$$"""{"id":"{{{id}}}","performed_by":{"type":"admin","id":"991267","email":"ann@example.com"}, "metadata":{},"created_at":{{{createdAt}}},"activity_type":"app_name_change"}""";

    public static string Problem(string code, string message = "no") =>
        $$"""{"type":"error.list","request_id":"x","errors":[{"code":"{{code}}","message":"{{message}}"}]}""";
}
