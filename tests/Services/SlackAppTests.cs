using System.Net;
using System.Text;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Services;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class SlackAppTests
{
    private const string Renew = "then run: apps-cli update-auth --cluster prod --name my_app";

    [Theory]
    [InlineData("xoxp-1234567890-0987654321-1234567890-0123456789abcdef0123456789abcdef", true)]
    [InlineData("xoxe.xoxp-1-Mi0yLTEyMzQ1Njc4OTAtMDk4NzY1NDMyMQ", true)]
    [InlineData("xoxe.xoxp-1-Mi0y_TEy-Mz.Q1", true)]
    [InlineData("xoxp-1", true)]
    [InlineData("xoxp-", false)]
    [InlineData("xoxb-1234567890-0987654321-abcdef", false)]
    [InlineData("xoxe-1-My0xLTEyMzQ1Njc4OTA", false)]
    [InlineData("Bearer xoxp-1234567890", false)]
    [InlineData("xoxp-1234 567890", false)]
    [InlineData("xoxp-1234567890 ", false)]
    [InlineData("xoxp-1234567890\n", false)]
    [InlineData("hunter2", false)]
    [InlineData("", false)]
    public void Accepts_user_tokens_of_every_length_and_nothing_else(string value, bool accepted) => Assert.All(
        AppCatalog.All.Where(app => app.Service == "slack"),
        app => Assert.Equal(accepted, Assert.Single(app.RequiredAuthInfo).Accepts(value)));

    [Fact]
    public void Asks_for_one_secret_and_says_which_scope_it_needs()
    {
        var fields = AppCatalog.All.Where(app => app.Service == "slack").Select(app => app.RequiredAuthInfo.Single()).ToList();

        Assert.All(fields, field => Assert.Equal(("auth_token", false, false), (field.Name, field.IsPublic, field.IsOptional)));
        Assert.Equal(["admin", "auditlogs:read", "admin"], fields.Select(field => field.Description.Split('\'')[1]));
    }

    [Fact]
    public void Is_known_by_service_and_type() => Assert.Equal(
        [("slack_access", "slack:access"), ("slack_audit", "slack:audit"), ("slack_integration", "slack:integration")],
        AppCatalog.All.Where(app => app.Service == "slack").Select(app => (app.ToString(), app.Log)));

    [Theory]
    [InlineData("slack_access", 3)]
    [InlineData("slack_integration", 3)]
    [InlineData("slack_audit", 1.2)]
    public void Asks_no_faster_than_its_tier_allows(string type, double seconds) => Assert.Equal(
        [0, seconds, seconds],
        Enumerable.Range(1, 3).Select(request => AppCatalog.Get(type).SleepBeforeRequest(request).TotalSeconds));

    [Theory]
    [InlineData("team_id", "", true)]
    [InlineData("team_id", "T0123ABCD", true)]
    [InlineData("team_id", "t0123abcd", false)]
    [InlineData("team_id", "T0123&x=1", false)]
    [InlineData("team_id", "T0123ABCD\n", false)]
    [InlineData("first_seen_days", "", true)]
    [InlineData("first_seen_days", "90", true)]
    [InlineData("first_seen_days", "0", false)]
    [InlineData("first_seen_days", "-1", false)]
    [InlineData("first_seen_days", "ninety", false)]
    public void Accepts_settings_that_make_sense(string name, string value, bool accepted)
    {
        var setting = AppCatalog.Get("slack_access").Settings.Single(setting => setting.Name == name);

        Assert.Equal(accepted, setting.Accepts(value));
        Assert.True(setting.Accepts(setting.Default));
        Assert.True(setting.Accepts(setting.Example));
    }

    [Fact]
    public void Has_settings_only_where_they_mean_something() => Assert.Equal(
        [["team_id", "first_seen_days"], [], ["team_id"]],
        AppCatalog.All.Where(app => app.Service == "slack").Select(app => app.Settings.Select(setting => setting.Name).ToArray()));

    [Fact]
    public async Task Sends_the_token_as_a_header_and_nowhere_else()
    {
        await using var vendor = await ScriptedVendor.StartAsync(SlackCaller.Page("logs", []));
        using var caller = SlackCaller.Of("slack_integration", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        var request = vendor.Requests.Single();
        Assert.Equal(($"Bearer {SlackCaller.Token}", "GET", ""), (request.Headers["Authorization"], request.Method, request.Body));
        Assert.DoesNotContain("xoxp", request.Target);
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("not_authed")]
    [InlineData("token_revoked")]
    [InlineData("account_inactive")]
    public async Task Says_that_the_token_is_refused(string code)
    {
        await using var vendor = await ScriptedVendor.StartAsync(SlackCaller.No(code));
        using var caller = SlackCaller.Of("slack_access", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Equal($"'my_app': Slack refused the token ({code}): check auth_token, {Renew}", refusal.Message);
        Assert.Single(vendor.Requests);
    }

    [Fact]
    public async Task Suspects_the_workspace_as_well_where_one_was_chosen()
    {
        await using var vendor = await ScriptedVendor.StartAsync(SlackCaller.No("invalid_auth"));
        using var caller = SlackCaller.Of("slack_access", vendor.Address, new KeyValuePair<string, string>("team_id", "T0123ABCD"));

        Assert.Contains(
            "check auth_token, and whether its owner is a member of the workspace that team_id names, then run", (await caller.RefusalAsync()).Message);
    }

    [Fact]
    public async Task Says_that_a_token_with_rotation_has_expired()
    {
        await using var vendor = await ScriptedVendor.StartAsync(SlackCaller.No("token_expired"));
        using var caller = SlackCaller.Of("slack_integration", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains("has expired (token_expired): one of an app with token rotation lasts 12 hours", refusal.Message);
    }

    [Theory]
    [InlineData("missing_scope")]
    [InlineData("no_permission")]
    [InlineData("not_allowed_token_type")]
    [InlineData("access_denied")]
    [InlineData("user_is_restricted")]
    [InlineData("enterprise_is_restricted")]
    [InlineData("ekm_access_denied")]
    [InlineData("team_access_not_granted")]
    public async Task Says_which_right_is_missing(string code)
    {
        await using var vendor = await ScriptedVendor.StartAsync(SlackCaller.No(code));
        using var caller = SlackCaller.Of("slack_access", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains($"does not let it read this log ({code}): it must be a user token with the scope 'admin'", refusal.Message);
        Assert.EndsWith(Renew, refusal.Message);
        Assert.Single(vendor.Requests);
    }

    [Theory]
    [InlineData("slack_access", 200, "paid_only", "on paid plans only")]
    [InlineData("slack_integration", 200, "paid_only", "on paid plans only")]
    [InlineData("slack_audit", 403, "feature_not_enabled", "on Enterprise plans only")]
    public async Task Says_when_the_plan_is_too_small(string type, int status, string code, string what)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status, $$"""{"ok":false,"error":"{{code}}"}"""));
        using var caller = SlackCaller.Of(type, vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains($"Slack has this log {what} ({code})", refusal.Message);
        Assert.Single(vendor.Requests);
    }

    [Theory]
    [InlineData("missing_argument")]
    [InlineData("invalid_team_id")]
    [InlineData("team_not_found")]
    public async Task Says_when_the_workspace_must_be_named(string code)
    {
        await using var vendor = await ScriptedVendor.StartAsync(SlackCaller.No(code));
        using var caller = SlackCaller.Of("slack_access", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Contains($"({code}): a token of a whole organisation needs the setting team_id", refusal.Message);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(200)]
    public async Task Waits_as_long_as_Slack_wants_whichever_way_it_says_so(int status)
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Status(status, """{"ok":false,"error":"ratelimited"}""", "Retry-After: 30"), SlackCaller.Page("logins", []));
        using var caller = SlackCaller.Of("slack_access", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal([TimeSpan.FromSeconds(30)], caller.Clock.Waits);
        Assert.Contains("'my_app': Slack wants fewer requests (ratelimited); trying again in 30 s", caller.Log.Lines);
    }

    [Theory]
    [InlineData(200, "fatal_error")]
    [InlineData(200, "internal_error")]
    [InlineData(200, "service_unavailable")]
    [InlineData(200, "request_timeout")]
    [InlineData(500, "fatal_error")]
    [InlineData(504, "")]
    public async Task Asks_again_when_Slack_itself_failed(int status, string code)
    {
        var body = code.Length > 0 ? $$"""{"ok":false,"error":"{{code}}"}""" : "";
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status, body), SlackCaller.Page("logins", [SlackCaller.Login("U1", 1500, 1500)]));
        using var caller = SlackCaller.Of("slack_access", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal((2, 1), (vendor.Requests.Count, page.Events.Count));
    }

    [Theory]
    [InlineData("team_added_to_org", "Slack is moving the workspace into an organisation (team_added_to_org)")]
    [InlineData("over_pagination_limit", "Slack does not list so many pages (over_pagination_limit)")]
    [InlineData("brand_new_code_2", "Slack did not accept the request (brand_new_code_2)")]
    [InlineData("xoxp-1234567890-0987654321-1234567890-0123456789abcdef", "slack did not accept the request (HTTP 200)")]
    [InlineData("No <b>way</b>\\n", "slack did not accept the request (HTTP 200)")]
    public async Task Names_what_it_cannot_mend_only_where_it_is_a_plain_word(string code, string what)
    {
        await using var vendor = await ScriptedVendor.StartAsync(SlackCaller.No(code));
        using var caller = SlackCaller.Of("slack_access", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.StartsWith($"'my_app': {what}", refusal.Message);
        Assert.Single(vendor.Requests);
    }

    [Theory]
    [InlineData("""{"ok":true,"logins":[]}""", true, null)]
    [InlineData("""{"ok":true,"error":"x" """, true, null)]
    [InlineData("""{"ok":false,"error":"paid_only"}""", false, "paid_only")]
    [InlineData("""{"error":"paid_only", "ok" : false}""", false, "paid_only")]
    [InlineData("""{"needed":{"ok":true,"error":"no"},"list":[{"ok":true}],"ok":false,"error":"missing_scope","provided":"a"}""", false, "missing_scope")]
    [InlineData("""{"\u006fk":false,"error":"paid\u005fonly"}""", false, "paid_only")]
    [InlineData("""{"ok":false}""", false, null)]
    [InlineData("""{"ok":false,"error":{"code":"x"}}""", false, null)]
    [InlineData("""{"ok":false,"error":"invalid_auth" """, false, "invalid_auth")]
    [InlineData("""{"error":"invalid_auth"}""", null, "invalid_auth")]
    [InlineData("""{"logins":[{"ok":false,"error":"x"}]}""", null, null)]
    [InlineData("""{"ok":"false"}""", null, null)]
    [InlineData("""[{"ok":false}]""", null, null)]
    [InlineData("<html>ok: false</html>", null, null)]
    [InlineData("""{"\ud800":1,"ok":false}""", null, null)]
    [InlineData("", null, null)]
    public void Reads_yes_or_no_whatever_the_order(string body, bool? ok, string? error) =>
        Assert.Equal((ok, error), Verdict(body) switch { var verdict => (verdict.Ok, verdict.Error) });

    [Fact]
    public void Reads_no_further_than_the_yes() => Assert.True(Verdict("""{"ok":true,"logins":[{]]] no JSON at all""").Ok);

    [Theory]
    [InlineData("slack_access", """{"ok":true}""", "it lacks 'logins'")]
    [InlineData("slack_access", """{"ok":true,"logins":null}""", "'logins' is no array in it")]
    [InlineData("slack_access", """{"ok":true,"logins":[]""", "it is no valid JSON")]
    [InlineData("slack_access", "", "it is no valid JSON")]
    [InlineData("slack_integration", "<html>Sign in</html>", "it is a web page")]
    [InlineData("slack_integration", """{"ok":true,"logins":[]}""", "it lacks 'logs'")]
    [InlineData("slack_audit", """{"ok":true}""", "it lacks 'entries'")]
    [InlineData("slack_audit", "{}", "it lacks 'entries'")]
    public async Task Never_takes_an_answer_without_entries_for_an_empty_page(string type, string body, string what)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(body));
        using var caller = SlackCaller.Of(type, vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.Contains(what, refusal.Message);
    }

    [Theory]
    [InlineData("slack_access", """{"logins":[],"error":"paid_only","ok":false}""")]
    [InlineData("slack_integration", """{"logs":[],"ok":false}""")]
    [InlineData("slack_audit", """{"entries":[],"ok":false,"error":"feature_not_enabled"}""")]
    public async Task Never_takes_a_no_with_an_empty_list_for_an_empty_page(string type, string body)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(body));
        using var caller = SlackCaller.Of(type, vendor.Address);

        await caller.RefusalAsync();
    }

    private static SlackVerdict Verdict(string body) =>
        SlackVerdict.Of(new Answer(HttpStatusCode.OK, new HttpResponseMessage().Headers, Encoding.UTF8.GetBytes(body)));
}
