using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class GSuiteRefusalTests
{
    private const string Now = "Date: Sun, 29 Mar 2026 12:00:02 GMT";
    private const string Spoken = "hunter2 was here";

    [Theory]
    [InlineData(400, "invalid_grant", "Invalid email or User ID", "knows no user by delegation_email (invalid_grant)", "update-auth")]
    [InlineData(400, "invalid_grant", "Invalid JWT Signature.", "does not know the key of keyfile any more (invalid_grant)", "create a new key")]
    [InlineData(400, "invalid_grant", "Invalid grant: account not found", "does not know the service account of keyfile", "create another")]
    [InlineData(400, "invalid_grant", Spoken, "gives no token for the credentials (invalid_grant): check keyfile, delegation_email", "update-auth")]
    [InlineData(401, "unauthorized_client", Spoken, "does not let the service account read reports for delegation_email (unauthorized_client)", "Manage domain-wide delegation, give the client_id of the key file the scope https://www.googleapis.com/auth/admin.reports.audit.readonly")]
    [InlineData(403, "access_denied", Spoken, "(access_denied)", "Manage domain-wide delegation")]
    [InlineData(401, "disabled_client", Spoken, "is disabled (disabled_client)", "enable it")]
    [InlineData(401, "invalid_client", Spoken, "gives no token for the credentials (invalid_client)", "update-auth")]
    public async Task Of_a_token_are_told_apart(int status, string error, string description, string what, string advice)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(
            status, $$"""{"error":"{{error}}","error_description":"{{description}}"}""", Now));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains(what, refusal.Message);
        Assert.Contains(advice, refusal.Message);
        Assert.DoesNotContain(Spoken, refusal.Message);
        Assert.Single(vendor.Requests);
    }

    [Theory]
    [InlineData("Sun, 29 Mar 2026 12:00:02 GMT", "is off", 1)]
    [InlineData("Sun, 29 Mar 2026 11:45:00 GMT", "is 15 minutes ahead of Google's", 2)]
    [InlineData("Sun, 29 Mar 2026 12:20:00 GMT", "is 20 minutes behind Google's", 2)]
    public async Task Of_the_time_of_a_request_are_the_clocks_fault(string date, string what, int requests)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(
            400,
            """{"error":"invalid_grant","error_description":"Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim."}""",
            $"Date: {date}"));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Equal(
            $"'my_app': Google refused the time of the request for a token (invalid_grant): this machine's clock {what}; set the clock (NTP), then run again",
            refusal.Message);
        Assert.Equal(requests, vendor.Requests.Count);
    }

    [Theory]
    [InlineData("Sun, 29 Mar 2026 12:45:00 GMT")]
    [InlineData("Sun, 29 Mar 2026 12:00:02 GMT")]
    public async Task Of_an_unknown_user_is_not_blamed_on_the_clock(string date)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(
            400, """{"error":"invalid_grant","error_description":"Invalid email or User ID"}""", $"Date: {date}"));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);

        Assert.Contains("knows no user by delegation_email", (await caller.RefusalAsync()).Message);
    }

    [Theory]
    [InlineData(403, "rateLimitExceeded")]
    [InlineData(403, "userRateLimitExceeded")]
    [InlineData(403, "quotaExceeded")]
    [InlineData(403, "dailyLimitExceeded")]
    [InlineData(429, "rateLimitExceeded")]
    public async Task For_too_many_requests_are_waited_for_whatever_their_status(int status, string reason)
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            GSuiteCaller.Token, Refusal(status, reason), ScriptedVendor.Json("""{"kind":"admin#reports#activities"}"""));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Empty(page.Events);
        Assert.NotEmpty(caller.Clock.Waits);
        Assert.Contains(caller.Log.Lines, line => line.Contains($"'my_app': Google wants fewer requests ({reason})"));
    }

    [Theory]
    [InlineData("""{"error":{"code":403,"status":"RESOURCE_EXHAUSTED"}}""")]
    [InlineData("""{"error":{"code":403,"status":"PERMISSION_DENIED","details":[{"reason":"RATE_LIMIT_EXCEEDED"}]}}""")]
    public async Task For_too_many_requests_are_known_in_Googles_newer_form_as_well(string body)
    {
        await using var vendor = await ScriptedVendor.StartAsync(GSuiteCaller.Token, ScriptedVendor.Status(403, body));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);

        Assert.Equal(Outcome.Throttled, (await caller.RefusalAsync()).Outcome);
    }

    [Theory]
    [InlineData("forbidden", "give the user the Reports privilege (in the Admin console under Account > Admin roles), and check that the edition")]
    [InlineData("insufficientPermissions", "Manage domain-wide delegation")]
    [InlineData("accessNotConfigured", "the Admin SDK API is not enabled in the service account's project")]
    [InlineData("somethingNew", "does not let these credentials read this log (HTTP 403)")]
    public async Task Of_a_report_say_what_is_missing(string reason, string advice)
    {
        await using var vendor = await ScriptedVendor.StartAsync(GSuiteCaller.Token, Refusal(403, reason));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains(advice, refusal.Message);
        Assert.DoesNotContain(Spoken, refusal.Message);
        Assert.Equal(2, vendor.Requests.Count);
    }

    [Fact]
    public async Task Of_a_user_without_the_privilege_come_after_another_token_was_tried()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            GSuiteCaller.Token, Refusal(401, "authError"), GSuiteCaller.Token, Refusal(401, "authError"));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains("gives a token for delegation_email, but no reports (authError)", refusal.Message);
        Assert.Contains("Account > Admin roles", refusal.Message);
        Assert.DoesNotContain("ya29", $"{refusal} {string.Concat(caller.Log.Lines)}");
        Assert.Equal(4, vendor.Requests.Count);
    }

    [Fact]
    public async Task Of_a_token_that_expired_are_mended_with_another()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            GSuiteCaller.Token, Refusal(401, "authError"), GSuiteCaller.Token, ScriptedVendor.Json("""{"kind":"admin#reports#activities"}"""));
        using var caller = GSuiteCaller.Of("gsuite_login", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal((0, 4), (page.Events.Count, vendor.Requests.Count));
        Assert.Empty(caller.Clock.Waits);
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Refusal(int status, string reason) => ScriptedVendor.Status(
        status, $$"""{"error":{"code":{{status}},"message":"{{Spoken}}","errors":[{"message":"{{Spoken}}","domain":"global","reason":"{{reason}}"}]} }""");
}
