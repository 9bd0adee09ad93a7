using System.Globalization;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;
using static StreamAlert.Apps.Tests.Services.SlackCaller;

namespace StreamAlert.Apps.Tests.Services;

public sealed class SlackIntegrationAppTests
{
    private const string Method = "/api/team.integrationLogs";
    private const long Day = 86_400;

    [Fact]
    public async Task Pages_by_number_as_long_as_Slack_says_that_there_are_more()
    {
        await using var vendor = await ScriptedVendor.StartAsync(context =>
        {
            var number = int.Parse(context.Request.Query["page"].FirstOrDefault() ?? "1", CultureInfo.InvariantCulture);
            return Page("logs", number == 2 ? [] : [Integration(1500)], Paging(number, 3))(context);
        });
        using var caller = Of("slack_integration", vendor.Address);
        using var first = await caller.GatherAsync(1000, 2000);
        using var second = await caller.GatherAsync(1000, 2000, first.Next);
        using var third = await caller.GatherAsync(1000, 2000, second.Next);

        Assert.Equal(("p:2:3000", "p:3:3000", null), (first.Next, second.Next, third.Next));
        Assert.Equal(
            [$"{Method}?count=1000", $"{Method}?count=1000&page=2", $"{Method}?count=1000&page=3"], vendor.Requests.Select(request => request.Target));
        Assert.Equal([1, 0, 1], new[] { first, second, third }.Select(page => page.Events.Count));
        Assert.Null(third.Notice);
    }

    [Fact]
    public async Task Pages_by_cursor_where_Slack_gives_one()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            Page("logs", [Integration(1500)], Paging(1, 9) + NextCursor("a=")), Page("logs", [Integration(1400)], Paging(1, 9) + NextCursor("")));
        using var caller = Of("slack_integration", vendor.Address);
        using var first = await caller.GatherAsync(1000, 2000);
        using var second = await caller.GatherAsync(1000, 2000, first.Next);

        Assert.Equal(("c:a=", null), (first.Next, second.Next));
        Assert.Equal([$"{Method}?count=1000", $"{Method}?count=1000&cursor=a%3D"], vendor.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Keeps_what_is_in_the_window_by_its_date_as_text()
    {
        long[] dates = [2000, 1999, 1500, 1500, 1000, 999];
        await using var vendor = await ScriptedVendor.StartAsync(Page("logs", [.. dates.Select(date => Integration(date)), """{"date":"?"}"""]));
        using var caller = Of("slack_integration", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal([1999, 1500, 1500, 1000, null], page.Events.Select(item => item.Time?.ToUnixTimeSeconds()));
        Assert.All(page.Events, item => Assert.False(item.HasVendorId));
        Assert.Equal(Integration(1999), Pages.Text(page.Events[0]));
    }

    [Theory]
    [InlineData("0.02 0.01 0.01", true)]
    [InlineData("0.5 -1.5 -2", true)]
    [InlineData("-0.9 -0.9 -40", true)]
    [InlineData("-40 -40 -0.9", true)]
    [InlineData("-1.1 -1.1 -9", false)]
    public async Task Stops_only_behind_a_page_that_is_wholly_older_than_a_day_before_the_window(string days, bool goesOn)
    {
        const long From = 100 * Day;
        var dates = days.Split(' ').Select(day => From + (long)(double.Parse(day, CultureInfo.InvariantCulture) * Day));
        await using var vendor = await ScriptedVendor.StartAsync(
            Page("logs", dates.Select(date => Integration(date)), Paging(1, 7)));
        using var caller = Of("slack_integration", vendor.Address);
        using var page = await caller.GatherAsync(From, From + 3600);

        Assert.Equal((goesOn ? "p:2:7000" : null, null), (page.Next, page.Notice));
    }

    [Theory]
    [InlineData("""{"date":"?"}""")]
    [InlineData("")]
    public async Task Does_not_take_a_page_for_an_old_one_that_does_not_say_so(string entry)
    {
        await using var vendor = await ScriptedVendor.StartAsync(Page("logs", entry.Length > 0 ? [Integration(5), entry] : [], Paging(1, 2)));
        using var caller = Of("slack_integration", vendor.Address);
        using var page = await caller.GatherAsync(100 * Day, 101 * Day);

        Assert.Equal("p:2:2000", page.Next);
    }

    [Fact]
    public async Task Says_what_lies_beyond_the_pages_that_Slack_numbers()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            Page("logs", [Integration(1500)], Paging(99, 101)), Page("logs", [Integration(1500)], Paging(100, 101)), Page("logs", [Integration(5)], Paging(100, 101)));
        using var caller = Of("slack_integration", vendor.Address);
        using var last = await caller.GatherAsync(1000, 2000, "p:99:101000");
        using var beyond = await caller.GatherAsync(1000, 2000, "p:100:");
        using var enough = await caller.GatherAsync(100 * Day, 101 * Day, "p:100:");

        Assert.Equal(("p:100:101000", null), (last.Next, last.Notice));
        Assert.Null(beyond.Next);
        Assert.Equal("Slack lists 100 pages of team.integrationLogs by number and has more: what is on those cannot be read", beyond.Notice);
        Assert.Equal((null, null), (enough.Next, enough.Notice));
    }

    [Fact]
    public async Task Takes_two_entries_of_the_same_bytes_for_two()
    {
        Assert.False(AppCatalog.Get("slack_integration").PagesOverlap);
        Assert.True(AppCatalog.Get("slack_access").PagesOverlap);

        await using var vendor = await ScriptedVendor.StartAsync(Page("logs", [Integration(1500), Integration(1500)]));
        using var caller = Of("slack_integration", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);
        Assert.Equal(2, page.Events.Count);
    }

    [Theory]
    [InlineData("slack_integration", "p:2:2000", false)]
    [InlineData("slack_integration", "p:2:1999", true)]
    [InlineData("slack_integration", "p:2:2001", true)]
    [InlineData("slack_integration", "p:50:1999", true)]
    [InlineData("slack_integration", "p:51:1999", false)]
    [InlineData("slack_integration", "p:2:", false)]
    [InlineData("slack_access", "p:2:1999", false)]
    public async Task Starts_the_window_over_when_entries_moved_from_page_to_page_and_would_be_taken_for_others(string type, string token, bool expired)
    {
        const string Rest = """,{"date":"1500","date_last":1500}],"paging":{"total":2000,"pages":2}}""";
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json($$"""{"ok":true,"{{(type == "slack_access" ? "logins" : "logs")}}":[1{{Rest}}"""));
        using var caller = Of(type, vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000, token);

        Assert.Equal((expired, expired ? 0 : 2), (page.TokenExpired, page.Events.Count));
    }

    [Fact]
    public async Task Starts_the_window_over_when_Slack_forgot_the_cursor()
    {
        await using var vendor = await ScriptedVendor.StartAsync(No("invalid_cursor"));
        using var caller = Of("slack_integration", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000, "c:abc");

        Assert.True(page.TokenExpired);
        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
    }
}
