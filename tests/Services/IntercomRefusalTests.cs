using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;
using static StreamAlert.Apps.Tests.Services.IntercomCaller;

namespace StreamAlert.Apps.Tests.Services;

public sealed class IntercomRefusalTests
{
    [Theory]
    [InlineData(Token, true)]
    [InlineData("dG9rOmFiY2RlZjAxMjM0NTY3ODk", true)]
    [InlineData("Xy0f_9aB.cD-eFgHiJkLmNoPqRsTuVwXyZ", true)]
    [InlineData("", false)]
    [InlineData("dG9r", false)]
    [InlineData("Bearer " + Token, false)]
    [InlineData(Token + "\n", false)]
    [InlineData("\"" + Token + "\"", false)]
    public void Accepts_the_tokens_of_today_and_no_nonsense(string value, bool accepted) =>
        Assert.Equal(accepted, AppCatalog.Get("intercom_admin_activity_logs").RequiredAuthInfo.Single().Accepts(value));

    [Theory]
    [InlineData("region", "eu", true)]
    [InlineData("region", "en", false)]
    [InlineData("region", "eu.evil.example/", false)]
    [InlineData("api_version", "2.13", true)]
    [InlineData("api_version", "2", false)]
    [InlineData("api_version", "Preview", false)]
    [InlineData("api_version", "2.15\n", false)]
    public void Accepts_regions_and_versions_that_there_are(string name, string value, bool accepted) =>
        Assert.Equal(accepted, AppCatalog.Get("intercom_admin_activity_logs").Settings.Single(setting => setting.Name == name).Accepts(value));

    [Fact]
    public void Is_known_by_the_original_names()
    {
        var app = AppCatalog.Get("intercom_admin_activity_logs");

        Assert.Equal(("intercom:admin_activity_logs", null), (app.Log, app.DateFormat));
        Assert.Equal([("token", false)], app.RequiredAuthInfo.Select(field => (field.Name, field.IsPublic)));
        Assert.Equal([("region", "us"), ("api_version", "2.15")], app.Settings.Select(setting => (setting.Name, setting.Default)));
        Assert.All(app.Settings, setting => Assert.True(setting.Accepts(setting.Default)));
        Assert.Equal(new RequestLimit(10_000, TimeSpan.FromMinutes(1)), app.Limit);
    }

    [Theory]
    [InlineData(429, "rate_limit_exceeded")]
    [InlineData(429, "")]
    [InlineData(400, "rate_limit_exceeded")]
    [InlineData(200, "rate_limit_exceeded")]
    public async Task Waits_until_the_quota_begins_anew_and_goes_on(int status, string code)
    {
        var clock = new TestClock();
        var reset = clock.GetUtcNow().AddSeconds(7);
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Status(status, Problem(code), $"X-RateLimit-Reset: {reset.AddHours(1).ToUnixTimeSeconds()}", $"Date: {clock.GetUtcNow().AddHours(1):R}"),
            ScriptedVendor.Json(Page("null", Event("1", 1500))));
        using var caller = Of(vendor.Address, clock);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Single(page.Events);
        Assert.Equal([7], clock.Waits.Select(wait => wait.TotalSeconds).Distinct());
    }

    [Theory]
    [InlineData(17, "Retry-After: 17", "X-RateLimit-Reset: 1900000000")]
    [InlineData(60, "X-RateLimit-Reset: 1900000000")]
    public async Task Waits_as_long_as_Intercom_says_within_reason(double seconds, params string[] headers)
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Status(429, Problem("rate_limit_exceeded"), headers), ScriptedVendor.Json(Page("null")));
        using var caller = Of(vendor.Address);
        (await caller.GatherAsync(1000, 2000, "starting_after=x")).Dispose();

        Assert.Equal([seconds], caller.Clock.Waits.Select(wait => wait.TotalSeconds).Distinct());
        Assert.Contains("Intercom wants fewer requests (rate_limit_exceeded)", string.Concat(caller.Log.Lines));
    }

    [Theory]
    [InlineData(401, "unauthorized", "unauthorized")]
    [InlineData(401, "token_unauthorized", "token_unauthorized")]
    [InlineData(401, "token_not_found", "token_not_found")]
    [InlineData(401, "", "HTTP 401")]
    [InlineData(401, "Access Token Invalid: " + Token, "HTTP 401")]
    [InlineData(200, "token_revoked", "token_revoked")]
    public async Task Says_what_to_check_when_Intercom_refuses_the_token(int status, string code, string shown)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status, Problem(code, Token)));
        using var caller = Of(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Equal(
            $"'my_app': Intercom refused the token ({shown}): check it and the setting region, then run: apps-cli update-auth --cluster prod --name my_app",
            refusal.Message);
        Assert.Single(vendor.Requests);
    }

    [Theory]
    [InlineData(403, "api_plan_restricted", "Intercom's plan of this workspace has no activity logs (api_plan_restricted): ask Intercom for one that has")]
    [InlineData(403, "forbidden", "does not let it read activity logs (forbidden): give the app that permission in the Developer Hub")]
    [InlineData(403, "token_unauthorized", "does not let it read activity logs (token_unauthorized): give the app that permission")]
    [InlineData(403, "", "does not let it read activity logs (HTTP 403): give the app that permission")]
    public async Task Tells_a_plan_without_the_log_from_a_missing_permission(int status, string code, string what)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status, Problem(code)));
        using var caller = Of(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains(what, refusal.Message);
    }

    [Fact]
    public async Task Says_which_setting_is_wrong_where_the_version_is_unknown()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(400, Problem("intercom_version_invalid")));
        using var caller = Of(vendor.Address, settings: [new("api_version", "9.9")]);

        var refusal = await caller.RefusalAsync("starting_after=x");
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Contains("does not serve version 9.9 of its API: set api_version to one that it serves, such as 2.15", refusal.Message);
    }
}
