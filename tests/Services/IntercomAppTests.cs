using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;
using static StreamAlert.Apps.Tests.Services.IntercomCaller;

namespace StreamAlert.Apps.Tests.Services;

public sealed class IntercomAppTests
{
    private const string Window = "/admins/activity_logs?created_at_after=999&created_at_before=2000";

    [Fact]
    public async Task Asks_for_the_window_in_a_version_of_the_api()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Page("null", Event("f7cf4eb1", 1500))));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        var request = vendor.Requests.Single();
        Assert.Equal(("GET", Window), (request.Method, request.Target));
        Assert.Equal(
            ($"Bearer {Token}", "application/json", "2.15"),
            (request.Headers["Authorization"], request.Headers["Accept"], request.Headers["Intercom-Version"]));
        var item = Assert.Single(page.Events);
        Assert.Equal((Event("f7cf4eb1", 1500), true, 1500), (Pages.Text(item), item.HasVendorId, item.Time!.Value.ToUnixTimeSeconds()));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Asks_in_the_version_that_was_chosen()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Page("null")));
        using var caller = Of(vendor.Address, settings: [new("api_version", "2.13")]);
        (await caller.GatherAsync(1000, 2000)).Dispose();

        Assert.Equal("2.13", vendor.Requests.Single().Headers["Intercom-Version"]);
    }

    [Theory]
    [InlineData("us", "https://api.intercom.io/")]
    [InlineData("eu", "https://api.eu.intercom.io/")]
    [InlineData("au", "https://api.au.intercom.io/")]
    public async Task Talks_to_the_region_that_was_chosen_and_to_no_other(string region, string expected)
    {
        // A link to the right host would be followed, were there time for it; another is refused before.
        using var caller = Of(null, settings: [new("region", region)]);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var poll = new Poll(DateTimeOffset.FromUnixTimeSeconds(1000), DateTimeOffset.FromUnixTimeSeconds(2000), $"{expected}admins/activity_logs?page=2", null);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => AppCatalog.Get("intercom_admin_activity_logs").GatherLogsAsync(caller.Session, poll, stop.Token));

        Assert.Contains("points to another host", (await caller.RefusalAsync("https://api.elsewhere.intercom.io/admins/activity_logs?page=2")).Message);
    }

    [Fact]
    public async Task Reads_newest_first_pages_to_the_last_one_and_loses_none_of_a_second()
    {
        // What the original kept of page 2 had to be newer than the newest of page 1, and of a second it kept one page's events.
        Func<string> link = () => "";
        await using var vendor = await ScriptedVendor.StartAsync(
            context => ScriptedVendor.Json(Page(link(), Event("5", 2000), Event("4", 1999), Event("3", 1500)))(context),
            ScriptedVendor.Json(Page("""{"page":3,"per_page":20,"starting_after":"WzE1MDBd+/="}""", Event("2", 1500), Event("1", 1500))),
            ScriptedVendor.Json(Page("""{"per_page":20,"starting_after":"x y"}""")),
            ScriptedVendor.Json(Page("null", Event("0", 1000), Event("-1", 999))));
        link = () => $"\"{vendor.Address}admins/activity_logs?created_at_after=999&created_at_before=2000&page=2\"";
        using var caller = Of(vendor.Address);
        var kept = new List<string>();
        string? token = null;
        do
        {
            using var page = await caller.GatherAsync(1000, 2000, token);
            kept.AddRange(page.Events.Select(Pages.Text));
            Assert.NotEqual(token ?? "", page.Next);
            token = page.Next;
        }
        while (token is not null && vendor.Requests.Count < 10);

        Assert.Equal([Event("4", 1999), Event("3", 1500), Event("2", 1500), Event("1", 1500), Event("0", 1000)], kept);
        Assert.Equal(
            [Window, $"{Window}&page=2", $"{Window}&starting_after=WzE1MDBd%2B%2F%3D", $"{Window}&starting_after=x%20y"],
            vendor.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("""{"per_page":20,"starting_after":null}""")]
    public async Task Ends_the_window_where_nothing_says_what_is_next(string next)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Page(next, Event("1", 1500))));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal((1, null), (page.Events.Count, page.Next));
    }

    [Fact]
    public async Task Keeps_an_event_whose_time_cannot_be_read()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Page("null", """{"id":"1"}""", """{"id":"2","created_at":null}""")));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal(2, page.Events.Count);
    }

    [Theory]
    [InlineData("https://elsewhere.example/admins/activity_logs?page=2")]
    [InlineData("https://api.intercom.io/admins/activity_logs?page=2")]
    public async Task Takes_no_credentials_to_another_host_whatever_the_link_says(string link)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Page($"\"{link}\"", Event("1", 1500))));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        var refusal = await caller.RefusalAsync(page.Next);
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.Contains("points to another host", refusal.Message);
        Assert.Single(vendor.Requests);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("/admins/activity_logs?page=2")]
    [InlineData("//api.eu.intercom.io/admins/activity_logs?page=2")]
    public async Task Starts_the_window_over_where_the_token_is_no_link_or_of_where_the_app_was_configured_before(string token)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(Page("null")));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000, token);

        Assert.Equal((true, 0, null), (page.TokenExpired, page.Events.Count, page.Next));
        Assert.Empty(vendor.Requests);
    }

    [Theory]
    [InlineData(400, "parameter_invalid")]
    [InlineData(404, "not_found")]
    public async Task Starts_the_window_over_when_Intercom_forgot_the_cursor(int status, string code)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status, Problem(code)));
        using var caller = Of(vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000, "starting_after=x");

        Assert.Equal((true, 0, null), (page.TokenExpired, page.Events.Count, page.Next));
        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
    }

    [Theory]
    [InlineData("""{"type":"activity_log.list","pages":null}""")]
    [InlineData("""{"type":"activity_log.list","activity_logs":null}""")]
    [InlineData("""{"type":"error.list","errors":[{"code":"server_error"}]}""")]
    [InlineData("""{"type":"error.list","errors":[],"activity_logs":[]}""")]
    [InlineData("{}")]
    [InlineData("<html>Sign in</html>")]
    public async Task Never_takes_an_answer_without_events_for_an_empty_page(string body)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(body));
        using var caller = Of(vendor.Address);

        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
    }
}
