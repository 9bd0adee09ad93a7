using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class SlackAuditAppTests
{
    private const string Question = "/audit/v1/logs?oldest=1521213999&latest=1521217600&limit=9999";

    private const string Entry =
        """{"id":"0123a45b-6c7d-8900-e12f-3456789gh0i1","date_create":1521214343,"action":"user_login","actor":{"type":"user","user":{"id":"W1","name":"Ann"}},"details":{}}""";

    [Fact]
    public async Task Repeats_the_whole_question_with_every_cursor()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            Answer([Entry], "dXNlcjpVMEc5V0ZYTlo="), Answer([], "c2"), Answer([Entry.Replace("0123a", "0123b")], ""));
        using var caller = SlackCaller.Of("slack_audit", vendor.Address);
        using var first = await caller.GatherAsync(1521214000, 1521217600);
        using var second = await caller.GatherAsync(1521214000, 1521217600, first.Next);
        using var third = await caller.GatherAsync(1521214000, 1521217600, second.Next);

        Assert.Equal(("dXNlcjpVMEc5V0ZYTlo=", "c2", null), (first.Next, second.Next, third.Next));
        Assert.Equal(
            [Question, $"{Question}&cursor=dXNlcjpVMEc5V0ZYTlo%3D", $"{Question}&cursor=c2"], vendor.Requests.Select(request => request.Target));
        Assert.Equal($"Bearer {SlackCaller.Token}", vendor.Requests.First().Headers["Authorization"]);
        var item = Assert.Single(first.Events);
        Assert.Equal((Entry, true, 1521214343), (Pages.Text(item), item.HasVendorId, item.Time!.Value.ToUnixTimeSeconds()));
        Assert.Equal([0, 1], new[] { second, third }.Select(page => page.Events.Count));
    }

    [Fact]
    public async Task Keeps_what_is_in_the_window_whichever_way_Slack_understands_its_ends()
    {
        long[] times = [2000, 1999, 1000, 999];
        await using var vendor = await ScriptedVendor.StartAsync(Answer(
            [.. times.Select(time => $$"""{"id":"{{time}}","date_create":{{time}}}"""), """{"id":"x"}"""], ""));
        using var caller = SlackCaller.Of("slack_audit", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal([1999, 1000, null], page.Events.Select(item => item.Time?.ToUnixTimeSeconds()));
    }

    [Fact]
    public async Task Starts_the_window_over_when_Slack_forgot_the_cursor()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(400, """{"ok":false,"error":"invalid_cursor"}"""));
        using var caller = SlackCaller.Of("slack_audit", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000, "abc");

        Assert.Equal((true, 0, null), (page.TokenExpired, page.Events.Count, page.Next));
        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
    }

    [Theory]
    [InlineData(401, """{"ok":false,"error":"invalid_authentication"}""", "refused the token (invalid_authentication): check auth_token, then run")]
    [InlineData(401, """{"error":"missing_authentication"}""", "refused the token (missing_authentication)")]
    [InlineData(401, "{}", "refused the credentials (HTTP 401): check auth_token")]
    [InlineData(401, """{"error":"brand_new"}""", "refused the credentials (HTTP 401): check auth_token")]
    [InlineData(403, """{"ok":false,"error":"missing_scope"}""", "(missing_scope): it must be a user token with the scope 'auditlogs:read'")]
    [InlineData(403, """{"ok":false,"error":"team_not_authorized"}""", "that the owner of the organisation installed")]
    [InlineData(400, """{"ok":false,"error":"invalid_workspace"}""", "that the owner of the organisation installed")]
    [InlineData(403, """{"ok":false,"error":"brand_new"}""", "does not let these credentials read this log (HTTP 403)")]
    [InlineData(200, """{"ok":false,"error":"invalid_auth"}""", "refused the token (invalid_auth)")]
    public async Task Says_what_is_wrong_with_the_token(int status, string body, string what)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status, body));
        using var caller = SlackCaller.Of("slack_audit", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains(what, refusal.Message.Replace("of an app that the owner", "that the owner"));
        Assert.Single(vendor.Requests);
    }

    [Theory]
    [InlineData(429, "Retry-After: 7", 7)]
    [InlineData(503, "Retry-After: 5", 5)]
    public async Task Waits_and_asks_again(int status, string header, int seconds)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status, "{}", header), Answer([Entry], ""));
        using var caller = SlackCaller.Of("slack_audit", vendor.Address);
        using var page = await caller.GatherAsync(1521214000, 1521217600);

        Assert.Equal([TimeSpan.FromSeconds(seconds)], caller.Clock.Waits);
        Assert.Single(page.Events);
    }

    [Fact]
    public async Task Does_not_insist_on_a_request_that_Slack_does_not_understand()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(400, """{"ok":false,"error":"invalid_arguments"}"""));
        using var caller = SlackCaller.Of("slack_audit", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal((Outcome.SourceFailed, "'my_app': Slack did not accept the request (invalid_arguments)"), (refusal.Outcome, refusal.Message));
        Assert.Single(vendor.Requests);
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Answer(IEnumerable<string> entries, string cursor) => ScriptedVendor.Json(
        $$"""{"entries":[{{string.Join(",", entries)}}],"response_metadata":{"next_cursor":"{{cursor}}"} }""");
}
