using System.Globalization;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;
using static StreamAlert.Apps.Tests.Services.SlackCaller;

namespace StreamAlert.Apps.Tests.Services;

public sealed class SlackAccessAppTests
{
    private const string Method = "/api/team.accessLogs";

    [Fact]
    public async Task Asks_for_all_pages_by_cursor_with_the_same_question()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            Page("logins", [Login("U1", 1500, 1500)], Paging(1, 3) + NextCursor("dXNlcjpVMDYxTkZUVDI=")),
            Page("logins", [], NextCursor("b+/")),
            Page("logins", [Login("U2", 10, 1600)], Paging(1, 3) + NextCursor("")));
        using var caller = Of("slack_access", vendor.Address);
        using var first = await caller.GatherAsync(1000, 2000);
        using var second = await caller.GatherAsync(1000, 2000, first.Next);
        using var third = await caller.GatherAsync(1000, 2000, second.Next);

        Assert.Equal(("c:dXNlcjpVMDYxTkZUVDI=", "c:b+/", null), (first.Next, second.Next, third.Next));
        Assert.Equal(
            [$"{Method}?limit=999", $"{Method}?limit=999&cursor=dXNlcjpVMDYxTkZUVDI%3D", $"{Method}?limit=999&cursor=b%2B%2F"],
            vendor.Requests.Select(request => request.Target));
        Assert.Equal((Login("U1", 1500, 1500), 0, Login("U2", 10, 1600)), (Pages.Text(first.Events.Single()), second.Events.Count, Pages.Text(third.Events.Single())));
    }

    [Fact]
    public async Task Names_the_workspace_on_every_page_where_one_was_chosen()
    {
        await using var vendor = await ScriptedVendor.StartAsync(Page("logins", [], NextCursor("x")), Page("logins", []));
        using var caller = Of("slack_access", vendor.Address, new KeyValuePair<string, string>("team_id", "T0123ABCD"));
        using var first = await caller.GatherAsync(1000, 2000);
        using var second = await caller.GatherAsync(1000, 2000, first.Next);

        Assert.Equal(
            [$"{Method}?limit=999&team_id=T0123ABCD", $"{Method}?limit=999&cursor=x&team_id=T0123ABCD"], vendor.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task Keeps_what_was_last_seen_in_the_window_whenever_it_was_first_seen()
    {
        string[] entries = [Login("U1", 1999, 1999), Login("U2", 1000, 1000), Login("U3", 900, 999), Login("U4", 5, 1000, 7), Login("U5", 1, 999, 99)];
        await using var vendor = await ScriptedVendor.StartAsync(Page("logins", entries));
        using var caller = Of("slack_access", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal([entries[0], entries[1], entries[3]], page.Events.Select(Pages.Text));
        Assert.Equal([1999, 1000, 1000], page.Events.Select(item => item.Time!.Value.ToUnixTimeSeconds()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    public async Task Keeps_an_entry_that_grew_beyond_the_window_before_its_page_was_read(string days)
    {
        // Left for a later window, one that keeps growing would be beyond the end of that as well, and so on.
        string[] entries = [Login("U1", 2001, 2001), Login("U2", 2000, 2030), Login("U3", 1999, 2030, 12), Login("U4", 500, 2000), Login("U5", 1500, 1999)];
        await using var vendor = await ScriptedVendor.StartAsync(Page("logins", [.. entries, """{"date_last":2007}"""]));
        using var caller = Of("slack_access", vendor.Address, new KeyValuePair<string, string>("first_seen_days", days));
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal([.. entries[2..], """{"date_last":2007}"""], page.Events.Select(Pages.Text));
    }

    [Fact]
    public async Task Keeps_an_entry_whose_time_cannot_be_read()
    {
        await using var vendor = await ScriptedVendor.StartAsync(Page("logins", ["""{"user_id":"U1"}""", """{"date_last":"?"}""", "7"]));
        using var caller = Of("slack_access", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal([(false, false), (false, false), (false, false)], page.Events.Select(item => (item.HasVendorId, item.Time.HasValue)));
    }

    [Fact]
    public async Task Knows_a_version_of_an_entry_by_who_where_what_when_and_how_often()
    {
        const string Entry = """{"user_id":"U1","username":"ann","date_first":10,"date_last":1500,"count":3,"ip":"198.51.100.7","user_agent":"x","isp":"y"}""";
        string[] same = [Entry, Entry.Replace("ann", "renamed").Replace("\"y\"", "null"), Entry.Replace("\"count\":3,", "").Replace("}", """, "count":3}""")];
        string[] others =
        [
            Entry.Replace("U1", "U2"), Entry.Replace("198.51.100.7", "198.51.100.8"), Entry.Replace("\"x\"", "\"z\""), Entry.Replace("1500", "1501"),
            Entry.Replace(":3", ":4"), Entry.Replace("\"198.51.100.7\"", "null"),
        ];
        await using var vendor = await ScriptedVendor.StartAsync(Page("logins", [.. same, .. others]));
        using var caller = Of("slack_access", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Single(page.Events.Take(3).Select(item => item.Id).Distinct());
        Assert.Equal(7, page.Events.Select(item => item.Id).Distinct().Count());
        Assert.Equal([.. Enumerable.Repeat(true, 8), false], page.Events.Select(item => item.HasVendorId));
    }

    [Fact]
    public async Task Starts_over_by_number_where_Slack_answers_without_cursors()
    {
        await using var vendor = await ScriptedVendor.StartAsync(context =>
        {
            var number = int.Parse(context.Request.Query["page"].FirstOrDefault() ?? "1", CultureInfo.InvariantCulture);
            return Page("logins", [Login($"U{number}", 1500, 1500)], Paging(number, 3))(context);
        });
        using var caller = Of("slack_access", vendor.Address);
        using var first = await caller.GatherAsync(1000, 2000);
        var tokens = new List<string?> { first.Next };
        while (tokens[^1] is { } token)
        {
            using var page = await caller.GatherAsync(1000, 2000, token);
            tokens.Add(page.Next);
        }

        Assert.Equal(["p:1:3000", "p:2:3000", "p:3:3000", null], tokens);
        Assert.Equal(
            [$"{Method}?limit=999", $"{Method}?count=1000&page=1", $"{Method}?count=1000&page=2", $"{Method}?count=1000&page=3"],
            vendor.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task Starts_the_window_over_when_Slack_forgot_the_cursor(int status)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status, """{"ok":false,"error":"invalid_cursor"}"""));
        using var caller = Of("slack_access", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000, "c:abc");

        Assert.Equal((true, 0, null), (page.TokenExpired, page.Events.Count, page.Next));
        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
        Assert.Equal(2, vendor.Requests.Count);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("p:x")]
    [InlineData("p:")]
    [InlineData("p:2")]
    [InlineData("p:-2:1")]
    [InlineData("p:2:1:1")]
    [InlineData("")]
    public async Task Starts_the_window_over_where_the_token_is_none_of_its_own(string token)
    {
        await using var vendor = await ScriptedVendor.StartAsync(Page("logins", []));
        using var caller = Of("slack_access", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000, token);

        Assert.True(page.TokenExpired);
        Assert.Empty(vendor.Requests);
    }

    [Theory]
    [InlineData("", "c:more")]
    [InlineData("2", null)]
    [InlineData("3", "c:more")]
    public async Task Stops_behind_a_page_that_was_first_seen_long_ago_only_where_it_was_chosen(string days, string? next)
    {
        const long Day = 86_400;
        const long From = 100 * Day;
        string[] entries = [Login("U1", From - (2 * Day) - 1, From + 5), Login("U2", From - (50 * Day), From - 5), Login("U3", From - (60 * Day), From + 7)];
        await using var vendor = await ScriptedVendor.StartAsync(Page("logins", entries, NextCursor("more")));
        using var caller = Of("slack_access", vendor.Address, new KeyValuePair<string, string>("first_seen_days", days));
        using var page = await caller.GatherAsync(From, From + 3600);

        Assert.Equal(next, page.Next);
        Assert.Equal([entries[0], entries[2]], page.Events.Select(Pages.Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"user_id":"U1","date_last":5}""")]
    [InlineData("7")]
    public async Task Does_not_take_a_page_for_an_old_one_that_does_not_say_so(string entry)
    {
        await using var vendor = await ScriptedVendor.StartAsync(Page("logins", entry.Length > 0 ? [entry] : [], NextCursor("more")));
        using var caller = Of("slack_access", vendor.Address, new KeyValuePair<string, string>("first_seen_days", "1"));
        using var page = await caller.GatherAsync(1_000_000, 1_003_600);

        Assert.Equal("c:more", page.Next);
    }
}
