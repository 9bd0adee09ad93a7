using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;
using static StreamAlert.Apps.Tests.Services.OneLoginCaller;

namespace StreamAlert.Apps.Tests.Services;

public sealed class OneLoginAppTests
{
    // 2024-05-01, 00:00:00 to 01:00:00 UTC.
    private const long From = 1714521600;
    private const long To = 1714525200;
    private const string Window = "/api/1/events?limit=50&since=2024-04-30T23%3A59%3A59.000Z&sort=%2Bid&until=2024-05-01T01%3A00%3A01.000Z";

    [Fact]
    public async Task Asks_for_a_token_as_OneLogin_wants_it_and_then_for_the_window_oldest_first()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Token), ScriptedVendor.Json(Page(null, Event(7, "2024-05-01T00:00:01.123Z"))));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(From, To);

        var (token, events) = (vendor.Requests.First(), vendor.Requests.Last());
        Assert.Equal(("POST", "/auth/oauth2/v2/token", """{"grant_type":"client_credentials"}"""), (token.Method, token.Target, token.Body));
        Assert.Equal($"client_id:{ClientId}, client_secret:{ClientSecret}", token.Headers["Authorization"]);
        Assert.Equal("application/json", token.Headers["Content-Type"]);
        Assert.Equal(("GET", Window), (events.Method, events.Target));
        Assert.Equal("bearer:xx508xx63817x752xx74004x30705xx92x58349x5x78f5xx34xxxxx51", events.Headers["Authorization"]);
        var item = Assert.Single(page.Events);
        Assert.Equal(Event(7, "2024-05-01T00:00:01.123Z"), Pages.Text(item));
        Assert.Equal((true, 1714521601123, null), (item.HasVendorId, item.Time!.Value.ToUnixTimeMilliseconds(), page.Next));
    }

    [Theory]
    [InlineData("us", "", "https://api.us.onelogin.com/")]
    [InlineData("eu", "", "https://api.eu.onelogin.com/")]
    [InlineData("en", "", "https://api.eu.onelogin.com/")]
    [InlineData("eu", "example", "https://example.onelogin.com/")]
    public async Task European_accounts_are_asked_in_Europe_even_where_en_is_stored(string region, string subdomain, string expected)
    {
        // A link to the right host is the only one that is asked for, and nothing answers here; another is refused before.
        using var caller = Of(null, region: region, subdomain: subdomain);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var poll = new Poll(DateTimeOffset.FromUnixTimeSeconds(From), DateTimeOffset.FromUnixTimeSeconds(To), $"{expected}api/1/events?after_cursor=x", null);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AppCatalog.Get("onelogin_events").GatherLogsAsync(caller.Session, poll, stop.Token));

        Assert.Contains("points to another host", (await caller.RefusalAsync("https://api.elsewhere.onelogin.com/api/1/events?after_cursor=x")).Message);
    }

    [Fact]
    public async Task Goes_on_by_the_link_and_past_a_page_without_events()
    {
        Func<int, string> link = _ => "";
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Json(Token),
            context => ScriptedVendor.Json(Page(link(1), Event(1, "2024-05-01T00:00:00.000Z")))(context),
            context => ScriptedVendor.Json(Page(link(2)))(context),
            ScriptedVendor.Json(Page(null, Event(2, "2024-05-01T00:59:59.999Z"))));
        link = page => $"{vendor.Address}api/1/events?after_cursor=c%2F{page}&sort=%2Bid";
        using var caller = Of(vendor.Address);
        using var first = await caller.GatherAsync(From, To);
        using var second = await caller.GatherAsync(From, To, first.Next);
        using var third = await caller.GatherAsync(From, To, second.Next);

        Assert.Equal((1, 0, 1), (first.Events.Count, second.Events.Count, third.Events.Count));
        Assert.Equal((true, true, null), (first.Next != null, second.Next != first.Next, third.Next));
        Assert.Equal(
            ["/auth/oauth2/v2/token", Window, "/api/1/events?after_cursor=c%2F1&sort=%2Bid", "/api/1/events?after_cursor=c%2F2&sort=%2Bid"],
            vendor.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Keeps_all_events_of_the_first_second_and_none_of_the_last()
    {
        string[] times = ["2024-04-30T23:59:59.999Z", "2024-05-01T00:00:00.000Z", "2024-05-01T00:00:00Z", "2024-05-01T00:59:59.999Z", "2024-05-01T01:00:00.000Z", "?"];
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Token), ScriptedVendor.Json(Page(null, [.. times.Select((time, at) => Event(at, time))])));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(From, To);

        // One whose time cannot be read is nobody else's.
        Assert.Equal([1, 2, 3, 5], times.Index().Where(time => page.Events.Any(item => Pages.Text(item) == Event(time.Index, time.Item))).Select(time => time.Index));
        Assert.Equal(4, page.Events.Select(item => item.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("https://elsewhere.example/api/1/events?after_cursor=x")]
    [InlineData("https://api.us.onelogin.com/api/1/events?after_cursor=x")]
    [InlineData("http://x@127.0.0.1/api/1/events?after_cursor=x")]
    public async Task Takes_no_credentials_to_another_host_whatever_the_link_says(string link)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Token), ScriptedVendor.Json(Page(link, Event(1, "2024-05-01T00:00:00.000Z"))));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(From, To);

        var refusal = await caller.RefusalAsync(page.Next);
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.Contains("points to another host", refusal.Message);
        Assert.Equal(2, vendor.Requests.Count);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("/api/1/events?after_cursor=x")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("//api.eu.onelogin.com/api/1/events?after_cursor=x")]
    public async Task Starts_the_window_over_where_the_token_is_no_link_or_of_where_the_app_was_configured_before(string token)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Token));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(From, To, token);

        Assert.Equal((true, 0, null), (page.TokenExpired, page.Events.Count, page.Next));
        Assert.Empty(vendor.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(422)]
    public async Task Starts_the_window_over_when_OneLogin_forgot_the_cursor(int status)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Token), ScriptedVendor.Status(status, Problem(status, "Invalid cursor")));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(From, To, $"{vendor.Address}api/1/events?after_cursor=x");

        Assert.Equal((true, 0, null), (page.TokenExpired, page.Events.Count, page.Next));
        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
    }

    [Theory]
    [InlineData("""{"status":{"error":false,"code":200},"pagination":{"next_link":null}}""")]
    [InlineData("""{"status":{"error":false,"code":200},"data":null}""")]
    [InlineData("""{"status":{"error":true,"code":500,"type":"error","message":"x"},"data":[]}""")]
    [InlineData("""{"status":{"error":true},"data":[]}""")]
    [InlineData("""{"statusCode":500,"name":"InternalError"}""")]
    [InlineData("<html>Sign in</html>")]
    public async Task Never_takes_an_answer_without_events_for_an_empty_page(string body)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Token), ScriptedVendor.Json(body));
        using var caller = Of(vendor.Address);

        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
    }
}
