using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;
using static StreamAlert.Apps.Tests.Services.OneLoginCaller;

namespace StreamAlert.Apps.Tests.Services;

public sealed class OneLoginRefusalTests
{
    private static readonly string Good = Page(null, Event(1, "1970-01-01T00:20:00.000Z"));

    [Theory]
    [InlineData("region", "us", true)]
    [InlineData("region", "eu", true)]
    [InlineData("region", "en", true)]
    [InlineData("region", "au", false)]
    [InlineData("region", "us\n", false)]
    [InlineData("region", "", false)]
    [InlineData("client_id", ClientId, true)]
    [InlineData("client_id", "A1b2C3d4A1b2C3d4A1b2C3d4A1b2C3d4A1b2C3d4", true)]
    [InlineData("client_id", "short", false)]
    [InlineData("client_id", ClientId + ", client_secret:x", false)]
    [InlineData("client_id", ClientId + "\r\n", false)]
    [InlineData("client_secret", ClientSecret, true)]
    [InlineData("client_secret", "0123456789abcdef 0123456789abcdef0123456789abcdef", false)]
    public void Accepts_what_OneLogin_issues_and_nothing_else(string name, string value, bool accepted) =>
        Assert.Equal(accepted, AppCatalog.Get("onelogin_events").RequiredAuthInfo.Single(field => field.Name == name).Accepts(value));

    [Theory]
    [InlineData("", true)]
    [InlineData("example", true)]
    [InlineData("my-company-1", true)]
    [InlineData("-x", false)]
    [InlineData("x.evil.example/", false)]
    [InlineData("x\n", false)]
    [InlineData("example.onelogin.com", false)]
    public void Accepts_a_subdomain_and_no_other_part_of_an_address(string value, bool accepted) =>
        Assert.Equal(accepted, AppCatalog.Get("onelogin_events").Settings.Single().Accepts(value));

    [Fact]
    public void Is_known_by_the_original_names_in_the_original_order()
    {
        var app = AppCatalog.Get("onelogin_events");

        Assert.Equal(("onelogin:events", "yyyy-MM-dd'T'HH:mm:ss'Z'"), (app.Log, app.DateFormat));
        Assert.Equal(["region", "client_secret", "client_id"], app.RequiredAuthInfo.Select(field => field.Name));
        Assert.Equal([true, false, true], app.RequiredAuthInfo.Select(field => field.IsPublic));
        Assert.All(app.RequiredAuthInfo.Where(field => field.Example is not null), field => Assert.True(field.Accepts(field.Example)));
        Assert.All(app.Settings, setting => Assert.True(setting.Accepts(setting.Default) && setting.Accepts(setting.Example)));
        Assert.Equal(new RequestLimit(5000, TimeSpan.FromHours(1)), app.Limit);
    }

    [Theory]
    [InlineData(400, """{"status":{"error":true,"code":400,"type":"bad request","message":"rate_limit_exceeded"}}""")]
    [InlineData(400, """{"status":{"error":true,"code":400,"type":"bad request","message":{"description":"rate_limit_exceeded"}}}""")]
    [InlineData(400, """{"message":"Rate_Limit_Exceeded"}""")]
    [InlineData(400, """{"description":"rate_limit_exceeded"}""")]
    [InlineData(429, """{"message":"Too many requests"}""")]
    [InlineData(429, "")]
    [InlineData(200, """{"status":{"error":true,"code":400,"type":"bad request","message":"rate_limit_exceeded"}}""")]
    [InlineData(200, """{"status":{"error":true,"code":429},"data":[]}""")]
    public async Task Waits_and_goes_on_where_OneLogin_wants_fewer_requests_in_either_form(int status, string body)
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Json(Token), ScriptedVendor.Status(status, body, "X-RateLimit-Reset: 123"), ScriptedVendor.Json(Good));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Single(page.Events);
        Assert.Equal([123], caller.Clock.Waits.Select(wait => wait.TotalSeconds).Distinct());
    }

    [Theory]
    [InlineData(17, "Retry-After: 17", "X-RateLimit-Reset: 123")]
    [InlineData(3600, "X-RateLimit-Reset: 1714521600")]
    public async Task Waits_no_longer_than_the_quota_lasts(double seconds, params string[] headers)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Token), ScriptedVendor.Status(429, "{}", headers));
        using var caller = Of(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal((Outcome.Throttled, seconds), (refusal.Outcome, seconds < 3600 ? caller.Clock.Waits[0].TotalSeconds : refusal.RetryAfter!.Value.TotalSeconds));
        Assert.Contains("OneLogin wants fewer requests", refusal.Message);
    }

    [Fact]
    public async Task A_link_that_is_throttled_is_not_forgotten()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Json(Token), ScriptedVendor.Status(400, Problem(400, "rate_limit_exceeded")), ScriptedVendor.Json(Good));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000, $"{vendor.Address}api/1/events?after_cursor=x");

        Assert.Equal((false, 1), (page.TokenExpired, page.Events.Count));
    }

    [Fact]
    public async Task Renews_a_token_that_expired_and_asks_again()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Json(Token), ScriptedVendor.Status(401, Problem(401, "Authentication Failure", "Unauthorized")),
            ScriptedVendor.Json("""{"access_token":"new","expires_in":36000}"""), ScriptedVendor.Json(Good));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Single(page.Events);
        Assert.Equal("bearer:new", vendor.Requests.Last().Headers["Authorization"]);
        Assert.Equal(4, vendor.Requests.Count);
    }

    [Fact]
    public async Task Asks_for_one_token_whatever_the_number_of_pages()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Token), ScriptedVendor.Json(Good));
        using var caller = Of(vendor.Address);
        for (var page = 0; page < 5; page++)
        {
            (await caller.GatherAsync(1000, 2000)).Dispose();
        }

        Assert.Single(vendor.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData(401, "Authentication Failure")]
    [InlineData(400, "Authorization Information is incorrect")]
    public async Task Says_what_to_check_when_OneLogin_gives_no_token(int status, string message)
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Status(status, Problem(status, $"{message} {ClientSecret}"), "Date: Sun, 29 Mar 2026 12:00:00 GMT"));
        using var caller = Of(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Equal(
            "'my_app': OneLogin refused the credentials: check region (or the setting subdomain), client_id and client_secret, then run: apps-cli update-auth --cluster prod --name my_app",
            refusal.Message);
        Assert.Single(vendor.Requests);
    }

    [Fact]
    public async Task Says_so_as_well_when_the_refusal_of_a_token_cannot_be_read()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(400, "<html>", "Date: Sun, 29 Mar 2026 12:00:00 GMT"));
        using var caller = Of(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains("check region, client_secret, client_id, then run: apps-cli update-auth", refusal.Message);
    }

    [Fact]
    public async Task Says_the_same_when_new_tokens_are_refused_as_well()
    {
        await using var vendor = await ScriptedVendor.StartAsync(context => context.Request.Method == "POST"
            ? ScriptedVendor.Json(Token)(context)
            : ScriptedVendor.Status(401, Problem(401, "Authentication Failure", "Unauthorized"))(context));
        using var caller = Of(vendor.Address);

        Assert.Contains("OneLogin refused the credentials", (await caller.RefusalAsync()).Message);
        Assert.Equal(4, vendor.Requests.Count);
    }

    [Theory]
    [InlineData(403, "Forbidden")]
    [InlineData(401, "Insufficient Permission")]
    public async Task Says_which_scope_is_missing(int status, string message)
    {
        await using var vendor = await ScriptedVendor.StartAsync(context => context.Request.Method == "POST"
            ? ScriptedVendor.Json(Token)(context)
            : ScriptedVendor.Status(status, Problem(status, message))(context));
        using var caller = Of(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains("give the API credential the scope 'Read users' or 'Read All'", refusal.Message);
    }

    [Fact]
    public async Task Says_where_it_looked_when_there_is_no_such_account()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(404, "<html>"));
        using var caller = Of(vendor.Address, subdomain: "exmaple");

        Assert.Contains("no events at 'exmaple.onelogin.com' (HTTP 404): check region and the setting subdomain", (await caller.RefusalAsync()).Message);
    }

    [Fact]
    public async Task Asks_again_where_a_status_of_200_hides_a_failure()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Json(Token), ScriptedVendor.Json(Problem(503, "x")), ScriptedVendor.Json(Problem(0, "x")), ScriptedVendor.Json(Good));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Single(page.Events);
        Assert.Equal(2, caller.Clock.Waits.Count);
    }
}
