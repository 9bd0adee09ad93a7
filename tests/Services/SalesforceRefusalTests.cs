using System.Security.Cryptography;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class SalesforceRefusalTests
{
    private static readonly RSA Key = RSA.Create(2048);

    private readonly SalesforcePaperOrg org = new();

    [Theory]
    [InlineData(401, "INVALID_SESSION_ID", "Session expired or invalid", Outcome.AuthFailed, "does not take the token that it gave (INVALID_SESSION_ID)")]
    [InlineData(403, "API_DISABLED_FOR_ORG", "API is not enabled", Outcome.AuthFailed, "give the user 'API Enabled'")]
    [InlineData(400, "INVALID_TYPE", "sObject type 'EventLogFile' is not supported.", Outcome.AuthFailed, "'View Event Log Files' and 'API Enabled', and the org the Event Monitoring licence")]
    [InlineData(400, "INVALID_FIELD", "No such column 'Interval' on entity 'EventLogFile'", Outcome.AuthFailed, "field-level security), and check the setting api_version")]
    [InlineData(403, "INSUFFICIENT_ACCESS", "x", Outcome.AuthFailed, "give the user 'View Event Log Files'")]
    [InlineData(403, "INVALID_OPERATION_WITH_EXPIRED_PASSWORD", "x", Outcome.AuthFailed, "has expired")]
    [InlineData(403, "SOMETHING_ELSE", "x", Outcome.AuthFailed, "(HTTP 403)")]
    [InlineData(404, "NOT_FOUND", "The requested resource does not exist", Outcome.SourceFailed, "check the setting api_version")]
    [InlineData(400, "MALFORMED_QUERY", "unexpected token", Outcome.SourceFailed, "did not accept the request (HTTP 400)")]
    [InlineData(503, "SERVER_UNAVAILABLE", "x", Outcome.SourceFailed, "failed (HTTP 503)")]
    [InlineData(200, "UNKNOWN_EXCEPTION", "x", Outcome.SourceFailed, "answered with an error instead of what was asked for")]
    [InlineData(200, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", Outcome.Throttled, "requests of 24 hours are used up")]
    public async Task Says_what_a_refusal_of_the_list_means(int status, string code, string message, Outcome outcome, string what)
    {
        await using var vendor = await ScriptedVendor.StartAsync(context => context.Request.Method == "POST"
            ? org.AnswerAsync(context)
            : ScriptedVendor.Status(status, $$"""[{"message":"\nhunter2 {{message}}","errorCode":"{{code}}"}]""")(context));
        using var caller = SalesforcePaperOrg.Call(vendor, clock: new TestClock());

        var refusal = await caller.RefusalAsync();
        Assert.Equal(outcome, refusal.Outcome);
        Assert.Contains(what, refusal.Message);
        Assert.DoesNotContain("hunter2", refusal.Message);
    }

    [Theory]
    [InlineData("TotalRequests Limit exceeded.", 15)]
    [InlineData("ConcurrentRequests (Concurrent API Requests) Limit exceeded.", null)]
    public async Task Waits_long_where_the_requests_of_a_day_are_used_up_and_shortly_where_they_are_too_many_at_once(string message, int? minutes)
    {
        await using var vendor = await ScriptedVendor.StartAsync(context => context.Request.Method == "POST"
            ? org.AnswerAsync(context)
            : ScriptedVendor.Status(403, $$"""[{"message":"{{message}}","errorCode":"REQUEST_LIMIT_EXCEEDED"}]""")(context));
        using var caller = SalesforcePaperOrg.Call(vendor);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.Throttled, refusal.Outcome);
        Assert.Equal(minutes is { } pause ? TimeSpan.FromMinutes(pause) : null, refusal.RetryAfter);
    }

    [Theory]
    [InlineData("invalid_grant", "no client credentials user enabled", Outcome.AuthFailed, "choose one in the app's policies")]
    [InlineData("invalid_grant", "request not supported on this domain", Outcome.Misconfigured, "set login_host")]
    [InlineData("invalid_grant", "user hasn't approved this consumer", Outcome.AuthFailed, "pre-authorize it")]
    [InlineData("invalid_app_access", "user is not admin approved to access this app", Outcome.AuthFailed, "pre-authorize it")]
    [InlineData("invalid_grant", "authentication failure", Outcome.AuthFailed, "check username, password and security_token")]
    [InlineData("invalid_client_id", "client identifier invalid", Outcome.AuthFailed, "check client_id and client_secret, then run: apps-cli update-auth")]
    [InlineData("invalid_client", "invalid client credentials", Outcome.AuthFailed, "check client_id and client_secret, then run: apps-cli update-auth")]
    [InlineData("unsupported_grant_type", "grant type not supported", Outcome.AuthFailed, "enable the flow")]
    [InlineData("inactive_user", "user is inactive", Outcome.AuthFailed, "activate it")]
    [InlineData("something_new", "x", Outcome.AuthFailed, "(something_new)")]
    [InlineData("rate_limit_exceeded", "login rate exceeded", Outcome.Throttled, "fewer sign-ins")]
    public async Task Says_what_a_refusal_of_a_token_means(string error, string description, Outcome outcome, string what)
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Status(400, $$"""{"error":"{{error}}","error_description":"{{description}} hunter2"}"""));
        using var caller = SalesforcePaperOrg.Call(vendor);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(outcome, refusal.Outcome);
        Assert.Contains(what, refusal.Message);
        Assert.DoesNotContain("hunter2", refusal.Message);
    }

    [Theory]
    [InlineData("audience is invalid", 0, Outcome.Misconfigured, "does not take a JWT for acme.my.salesforce.com: set login_host")]
    [InlineData("invalid assertion", 0, Outcome.AuthFailed, "that the app has the certificate of private_key")]
    [InlineData("token expired", 10, Outcome.Misconfigured, "set the clock (NTP)")]
    public async Task Says_what_a_refusal_of_a_JWT_means(string description, int minutesBehind, Outcome outcome, string what)
    {
        var clock = new TestClock();
        var date = clock.GetUtcNow().AddMinutes(minutesBehind).ToString("R");
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Status(400, $$"""{"error":"invalid_grant","error_description":"{{description}}"}""", $"Date: {date}"));
        using var caller = new ServiceCaller(
            "salesforce_login",
            vendor.Address,
            [new("client_id", "3MVG9lKcPoNINVBIPJjdw1J9"), new("username", "ann@acme.example"), new("private_key", Key.ExportPkcs8PrivateKeyPem())],
            clock,
            [new("login_host", "acme.my.salesforce.com")]);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(outcome, refusal.Outcome);
        Assert.Contains(what, refusal.Message);
    }

    [Theory]
    [InlineData("<html>Maintenance</html>", "it is a web page")]
    [InlineData("{}", "it is no list of event log files")]
    [InlineData("[]", "it is no list of event log files")]
    [InlineData("null", "it is no list of event log files")]
    [InlineData("", "it is no list of event log files")]
    [InlineData("""{"totalSize":0,"records":[]}""", "it is no list of event log files")]
    [InlineData("""{"done":true,"records":null}""", "it is no list of event log files")]
    [InlineData("""{"done":false,"records":[]}""", "it is no list of event log files")]
    [InlineData("""{"done":false,"nextRecordsUrl":"https://evil.example/","records":[]}""", "it is no list of event log files")]
    [InlineData("""{"done":false,"nextRecordsUrl":"@evil.example/","records":[]}""", "it is no list of event log files")]
    [InlineData("""{"done":true,"records":[{"Id":"0AT00000000000aGAI"}]}""", "it is no list of event log files")]
    public async Task Never_takes_for_an_empty_list_what_is_none(string body, string why)
    {
        await using var vendor = await ScriptedVendor.StartAsync(context =>
            context.Request.Method == "POST" ? org.AnswerAsync(context) : ScriptedVendor.Json(body)(context));
        using var caller = SalesforcePaperOrg.Call(vendor);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.Contains(why, refusal.Message);
    }
}
