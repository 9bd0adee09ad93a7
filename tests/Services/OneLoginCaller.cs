namespace StreamAlert.Apps.Tests.Services;

/// <summary>The OneLogin app with credentials of the test's, and a vendor that gives it a token before the script begins.</summary>
internal static class OneLoginCaller
{
    public const string ClientId = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    public const string ClientSecret = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";
    public const string Token = """{"access_token":"xx508xx63817x752xx74004x30705xx92x58349x5x78f5xx34xxxxx51","created_at":"2024-05-01T00:00:00Z","expires_in":36000,"refresh_token":"r","token_type":"bearer","account_id":555555}""";

    public static ServiceCaller Of(Uri? address, TestClock? clock = null, string region = "us", string subdomain = "") => new(
        "onelogin_events",
        address,
        [new("region", region), new("client_secret", ClientSecret), new("client_id", ClientId)],
        clock,
        subdomain.Length > 0 ? [new("subdomain", subdomain)] : null);

    /// <summary>A page of events; the first of them is of 2024-05-01, 00:00:00 UTC, as the script's window begins.</summary>
    public static string Page(string? next, params string[] events) => $$"""
        {"status":{"error":false,"code":200,"type":"success","message":"Success"},
         "pagination":{"before_cursor":null,"after_cursor":"x","previous_link":null,"next_link":{{(next is null ? "null" : $"\"{next}\"")}}},"data":[{{string.Join(',', events)}}]}
        """;

    public static string Event(int id, string createdAt) =>
        $$"""{"id":{{id}},"created_at":"{{createdAt}}", "account_id":1,"event_type_id":5,"actor_user_name":"Ann","notes":null}""";

    public static string Problem(int code, string message, string type = "bad request") =>
        $$"""{"status":{"error":true,"code":{{code}},"type":"{{type}}","message":"{{message}}"} }""";
}
