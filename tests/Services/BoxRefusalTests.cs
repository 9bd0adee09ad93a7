using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;
using static StreamAlert.Apps.Tests.Services.BoxCaller;

namespace StreamAlert.Apps.Tests.Services;

public sealed class BoxRefusalTests
{
    private const string Now = "Date: Sun, 29 Mar 2026 12:00:03 GMT";

    [Theory]
    [InlineData(false, 400, "invalid_grant", "Grant credentials are invalid", "(invalid_grant): have an admin authorise the app in the Admin Console, with 'App + Enterprise Access'; if it is, correct")]
    [InlineData(true, 400, "invalid_grant", "OAuth JWT signature verification failed", "(invalid_grant): the keyfile's keypair is none of the app's, or was removed: generate another in the Developer Console, then run: apps-cli")]
    [InlineData(true, 400, "invalid_grant", "Please check the 'sub' claim. The 'sub' specified is invalid.", "the keyfile's enterpriseID is none that authorised the app")]
    [InlineData(true, 400, "unauthorized_client", "This app is not authorized by the enterprise admin", "(unauthorized_client): have an admin authorise the app in the Admin Console, which each change of the app needs again")]
    [InlineData(false, 400, "unauthorized_client", "This app is not authorized by the enterprise admin", "(unauthorized_client): have an admin authorise the app")]
    [InlineData(false, 400, "invalid_client", "The client credentials are invalid", "(invalid_client): the keyfile's clientID or clientSecret is wrong")]
    [InlineData(false, 401, "invalid_client", "The client credentials are invalid", "(invalid_client): the keyfile's clientID or clientSecret is wrong")]
    [InlineData(true, 400, "invalid_request", "The grant type is unauthorized for this client_id", "(invalid_request): the app is not made for server authentication with JWT, which a keyfile with a private key")]
    [InlineData(false, 400, "unsupported_grant_type", "hunter2hunter2", "(unsupported_grant_type): the app is not made for server authentication with client credentials, which a keyfile without")]
    [InlineData(false, 400, "invalid_scope", "hunter2hunter2", "gives no token for the credentials (invalid_scope): check keyfile, then run: apps-cli")]
    [InlineData(false, 403, "hunter2hunter2", "hunter2hunter2", "gives no token for the credentials (HTTP 403): check keyfile, then run: apps-cli")]
    public async Task Tells_why_there_is_no_token(bool hasKey, int status, string error, string description, string meaning)
    {
        await using var box = await StartAsync(
            hasKey ? Keyfile(Key.ExportPkcs8PrivateKeyPem()) : Keyfile(),
            ScriptedVendor.Status(status, $$"""{"error":"{{error}}","error_description":"{{description}}"}""", Now),
            [Chunk("\"7\"")]);

        var refusal = await box.Caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains(meaning, refusal.Message);
        Assert.DoesNotContain("hunter2", refusal.Message);
        Assert.Single(box.Requests);
    }

    [Theory]
    [InlineData("Please check the 'exp' claim.", "Sun, 29 Mar 2026 12:00:02 GMT", 1, "clock is off")]
    [InlineData("Please check the 'iat' claim.", "Sun, 29 Mar 2026 12:00:12 GMT", 2, "clock is off")]
    [InlineData("Current date\\/time MUST be before the expiration date\\/time listed in the 'exp' claim", "Sun, 29 Mar 2026 12:10:00 GMT", 2, "clock is 10 minutes behind Box's")]
    [InlineData("Please check the 'exp' claim. The 'exp' value exceeds the maximum value", "Sun, 29 Mar 2026 11:58:30 GMT", 2, "clock is 1.5 minutes ahead of Box's")]
    public async Task Says_that_it_is_the_clock_where_Box_refuses_its_own_time_as_well(string description, string date, int requests, string what)
    {
        await using var box = await StartAsync(
            Keyfile(Key.ExportPkcs8PrivateKeyPem()),
            ScriptedVendor.Status(400, $$"""{"error":"invalid_grant","error_description":"{{description}}"}""", $"Date: {date}"),
            [Chunk("\"7\"")]);

        var refusal = await box.Caller.RefusalAsync();
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Equal($"'my_app': Box refused the time of the request for a token: this machine's {what}; set the clock (NTP), then run again", refusal.Message);
        Assert.Equal(requests, box.Requests.Count());
    }

    [Fact]
    public async Task Asks_with_another_number_where_Box_has_seen_the_assertion_before()
    {
        var asked = 0;
        await using var box = await StartAsync(
            Keyfile(Key.ExportPkcs8PrivateKeyPem()),
            context => ++asked == 1
                ? ScriptedVendor.Status(400, """{"error":"invalid_grant","error_description":"Please check the 'jti' claim. A unique 'jti' value is required."}""", Now)(context)
                : Token(context),
            [Chunk("\"7\"")]);
        (await box.GatherAsync(3600)).Dispose();

        Assert.Equal(2, box.Requests.Where(request => request.Method == "POST").Select(request => request.Body).Distinct().Count());
    }

    [Theory]
    [InlineData(403, """{"type":"error","status":403,"code":"access_denied_insufficient_permissions","message":"hunter2hunter2"}""", "", "(access_denied_insufficient_permissions): give it the scope 'Manage enterprise properties' and 'App + Enterprise Access', have an admin authorise it again, and where it acts for a co-admin, let that one 'Run new reports and access existing reports'")]
    [InlineData(403, "", "", "(HTTP 403): give it the scope 'Manage enterprise properties'")]
    [InlineData(403, """{"code":"HUNTER2 hunter2hunter2"}""", "", "(HTTP 403): give it the scope 'Manage enterprise properties'")]
    [InlineData(403, """{"type":"error","status":403,"code":"insufficient_scope"}""", "", "lacks the scope 'Manage enterprise properties' (insufficient_scope): add it in the Developer Console")]
    [InlineData(403, """{"error":"insufficient_scope","error_description":"The request requires higher privileges"}""", "", "lacks the scope 'Manage enterprise properties' (insufficient_scope)")]
    [InlineData(403, "", "Bearer realm=\"Service\", error=\"insufficient_scope\", error_description=\"The request requires higher privileges than provided by the access token.\"", "lacks the scope 'Manage enterprise properties' (insufficient_scope)")]
    [InlineData(401, """{"type":"error","status":401,"code":"unauthorized"}""", "", "no longer lets the app in (HTTP 401): it was disabled, or is no longer authorised")]
    [InlineData(401, "", "Bearer realm=\"Service\", error=\"invalid_token\"", "no longer lets the app in (HTTP 401): it was disabled, or is no longer authorised")]
    [InlineData(401, """{"error":"invalid_token"}""", "", "no longer lets the app in (HTTP 401): it was disabled, or is no longer authorised")]
    public async Task Tells_which_right_is_missing(int status, string body, string header, string meaning)
    {
        await using var box = await StartAsync(ScriptedVendor.Status(status, body, header.Length > 0 ? [$"WWW-Authenticate: {header}"] : []));

        var refusal = await box.Caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains(meaning, refusal.Message);
        Assert.Equal(status == 401 ? 4 : 2, box.Requests.Count());
    }

    [Fact]
    public async Task Waits_as_long_as_Box_wants_where_there_were_too_many_requests()
    {
        const string Body = """{"type":"error","status":429,"code":"rate_limit_exceeded","request_id":"a"}""";
        await using var box = await StartAsync(ScriptedVendor.Status(429, Body, "Retry-After: 17"), Chunk("\"7\""));
        (await box.GatherAsync(3600)).Dispose();
        Assert.Equal([TimeSpan.FromSeconds(17)], box.Clock.Waits);

        await using var stubborn = await StartAsync(ScriptedVendor.Status(429, Body));
        Assert.Equal(Outcome.Throttled, (await stubborn.Caller.RefusalAsync()).Outcome);
    }

    [Fact]
    public async Task Waits_for_a_token_as_well_where_there_were_too_many_requests()
    {
        await using var box = await StartAsync(Keyfile(), ScriptedVendor.Status(429, "", "Retry-After: 17"), [Chunk("\"7\"")]);

        var refusal = await box.Caller.RefusalAsync();
        Assert.Equal((Outcome.Throttled, 5), (refusal.Outcome, box.Clock.Waits.Count));
    }
}
