using System.Globalization;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;
using static StreamAlert.Apps.Tests.Services.BoxCaller;

namespace StreamAlert.Apps.Tests.Services;

public sealed class BoxAppTests
{
    private const double Day = 86_400;
    private const double Horizon = 13 * Day;

    [Fact]
    public void Is_known_as_in_the_original()
    {
        var app = AppCatalog.Get("box_admin_events");

        Assert.Equal(("box:admin_events", "keyfile"), (app.Log, app.RequiredAuthInfo.Single().Name));
        Assert.Equal("1970-01-01T00:06:40-00:00", DateTime.UnixEpoch.AddSeconds(400).ToString(app.DateFormat, CultureInfo.InvariantCulture));
        Assert.Equal(new RequestLimit(1000, TimeSpan.FromMinutes(1)), app.Limit);
    }

    [Fact]
    public async Task Goes_on_live_from_where_the_last_window_ended_whatever_the_time_of_an_event()
    {
        await using var box = await StartAsync(
            Chunk("\"1152922976252290886\"", ("late", 40 * Day), ("new", 5), ("newer", -30)),
            Chunk("1152922976252290887", ("last", 3)),
            Chunk("1152922976252290887"));
        using var first = await box.GatherAsync(3600, position: $"live:{Unix(90)}:1152922976252290885");
        using var second = await box.GatherAsync(3600, first.Next);
        using var third = await box.GatherAsync(3600, second.Next);

        Assert.Equal(
            ["admin_logs_streaming&stream_position=1152922976252290885", "admin_logs_streaming&stream_position=1152922976252290886", "admin_logs_streaming&stream_position=1152922976252290887"],
            box.Targets);
        Assert.Equal(["late", "new", "newer"], Ids(first));
        Assert.Equal(["last"], Ids(second));
        Assert.Empty(third.Events);

        // What is still to come was listed after what has come: an event of the future does not say when.
        Assert.Equal(($"live:{Unix(0)}:1152922976252290886", $"live:{Unix(0)}:1152922976252290887", null), (first.Next, second.Next, third.Next));
        Assert.Equal((first.Next, second.Next, $"live:{Unix(0)}:1152922976252290887"), (first.Position, second.Position, third.Position));
        Assert.Equal(Event("late", 40 * Day), Pages.Text(first.Events[0]));
        Assert.Equal((true, Time(40 * Day)), (first.Events[0].HasVendorId, first.Events[0].Time));
    }

    [Fact]
    public async Task Starts_with_the_oldest_that_the_stream_keeps_and_leaves_out_what_is_before_the_window()
    {
        await using var box = await StartAsync(
            Chunk("\"7\"", ("a", 14 * Day), ("b", 3601), ("c", 3600)), Chunk("\"8\"", ("d", 3600.5), ("e", 3599)), Chunk("\"8\""));
        using var first = await box.GatherAsync(3600);
        using var second = await box.GatherAsync(3600, first.Next);
        using var third = await box.GatherAsync(3600, second.Next);

        Assert.Equal(["admin_logs_streaming&stream_position=0", "admin_logs_streaming&stream_position=7", "admin_logs_streaming&stream_position=8"], box.Targets);
        Assert.Equal([["c"], ["e"], []], new[] { first, second, third }.Select(Ids));
        Assert.Equal(($"oldest:{Unix(3600)}:{Unix(3600)}:7", $"oldest:{Unix(3600)}:{Unix(3599)}:8", null), (first.Next, second.Next, third.Next));

        // Read from there without regard to time, what was left out would come after all.
        Assert.Equal((null, null, $"live:{Unix(0)}:8"), (first.Position, second.Position, third.Position));
    }

    [Fact]
    public async Task Reads_what_the_stream_no_longer_keeps_from_the_history()
    {
        await using var box = await StartAsync(Chunk("\"7\"", ("a", (21 * Day) + 1), ("b", 21 * Day), ("c", 20 * Day)), Chunk("8", ("d", 19 * Day)));
        using var first = await box.GatherAsync(21 * Day);
        using var second = await box.GatherAsync(21 * Day, first.Next);

        Assert.Equal(["admin_logs&created_after=2026-03-08T11%3A59%3A59%2B00%3A00", "admin_logs&stream_position=7"], box.Targets);
        Assert.Equal([["b", "c"], ["d"]], new[] { first, second }.Select(Ids));
        Assert.Equal(($"history:{Unix(20 * Day)}:7", $"history:{Unix(19 * Day)}:8"), (first.Next, second.Next));
        Assert.Equal((null, null), (first.Position, second.Position));
    }

    [Fact]
    public async Task Hands_over_to_the_stream_at_a_cut_that_moves_with_the_clock()
    {
        await using var box = await StartAsync(
            Chunk("\"7\"", ("a", Horizon + 1)),
            Chunk("\"8\"", ("b", Horizon), ("c", Horizon - 59), ("d", Horizon - 60), ("e", Horizon - 61)),
            Chunk("\"3\"", ("c", Horizon - 59), ("d", Horizon - 60), ("old", Horizon + Day), ("late", Horizon + 3600)));
        using var first = await box.GatherAsync(21 * Day);
        box.Clock.Advance(TimeSpan.FromMinutes(1));
        using var second = await box.GatherAsync(21 * Day, first.Next);
        box.Clock.Advance(TimeSpan.FromHours(2));
        using var third = await box.GatherAsync(21 * Day, second.Next);

        Assert.Equal(["b", "c"], Ids(second));
        Assert.Equal($"oldest:{Unix(Horizon - 60 + (Day / 2))}:{Unix(Horizon - 60)}:0", second.Next);

        // What is shortly before the cut comes from both, in case that the history is not quite in the order of these times.
        Assert.Equal(["c", "d", "late"], Ids(third));
        Assert.Equal("admin_logs_streaming&stream_position=0", box.Targets.Last());
        Assert.Equal($"oldest:{Unix(Horizon - 60 + (Day / 2))}:{Unix(Horizon - 60)}:3", third.Next);
        Assert.Equal((null, null, null), (first.Position, second.Position, third.Position));
    }

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("\"8\"")]
    [InlineData("\"0\"")]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("\"\"")]
    public async Task Hands_over_where_the_history_has_no_more(string next)
    {
        await using var box = await StartAsync(Chunk(next));
        using var first = await box.GatherAsync(21 * Day);
        using var page = await box.GatherAsync(21 * Day, $"history:{Unix(20 * Day)}:7");

        var oldest = $"oldest:{Unix(Horizon + (Day / 2))}:{Unix(Horizon)}:0";
        Assert.Equal((oldest, oldest), (first.Next, page.Next));
    }

    [Fact]
    public async Task Takes_nothing_from_before_the_window_at_the_cut()
    {
        await using var box = await StartAsync(Chunk("\"7\""));
        using var page = await box.GatherAsync(Horizon + 60);

        Assert.Equal($"oldest:{Unix(Horizon + 60)}:{Unix(Horizon)}:0", page.Next);
    }

    [Theory]
    [InlineData("\"0\"")]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"6\"")]
    [InlineData("6")]
    public async Task Keeps_the_position_where_Box_names_none_that_can_be_used(string next)
    {
        await using var box = await StartAsync(Chunk(next));
        using var page = await box.GatherAsync(3600, position: $"live:{Unix(90)}:6");

        Assert.Equal((null, $"live:{Unix(0)}:6"), (page.Next, page.Position));
    }

    [Fact]
    public async Task Stays_at_the_beginning_of_a_stream_that_never_had_an_event()
    {
        await using var box = await StartAsync(Chunk("0"), Chunk("0"), Chunk("\"5\"", ("a", 5)));
        using var first = await box.GatherAsync(3600);
        using var second = await box.GatherAsync(3600, position: first.Position);
        using var third = await box.GatherAsync(3600, position: second.Position);

        Assert.Equal(["a"], Ids(third));
        Assert.Equal(($"live:{Unix(0)}:0", $"live:{Unix(0)}:0", $"live:{Unix(0)}:5"), (first.Position, second.Position, third.Position));
    }

    [Fact]
    public async Task Does_not_take_a_short_chunk_for_the_last_one()
    {
        await using var box = await StartAsync(
            Chunk("\"7\"", ("a", 5)), ScriptedVendor.Json("""{"chunk_size":3,"next_stream_position":"8","entries":[]}"""), Chunk("\"9\""));
        using var first = await box.GatherAsync(3600, position: $"live:{Unix(90)}:6");
        using var second = await box.GatherAsync(3600, first.Next);
        using var third = await box.GatherAsync(3600, second.Next);

        Assert.Equal(($"live:{Unix(5)}:7", $"live:{Unix(5)}:8", null), (first.Next, second.Next, third.Next));
        Assert.Equal($"live:{Unix(0)}:9", third.Position);
    }

    [Fact]
    public async Task Takes_nothing_for_read_that_Box_has_yet_to_list_by_its_own_clock()
    {
        const string Date = "Date: Sun, 29 Mar 2026 11:30:00 GMT";
        const string Empty = """{"chunk_size":0,"next_stream_position":"7","entries":[]}""";
        await using var box = await StartAsync(ScriptedVendor.Status(200, Empty, Date));
        using var history = await box.GatherAsync(21 * Day);
        using var live = await box.GatherAsync(3600, position: $"live:{Unix(7200)}:6");

        Assert.Equal($"oldest:{Unix(1800 + Horizon + (Day / 2))}:{Unix(1800 + Horizon)}:0", history.Next);
        Assert.Equal($"live:{Unix(1800)}:7", live.Position);
    }

    [Theory]
    [InlineData("null", 1)]
    [InlineData("\"\"", 2)]
    [InlineData("0", 3)]
    [InlineData("\"6\"", 500)]
    public async Task Never_says_that_it_is_done_where_there_is_no_way_on_behind_events(string next, int events)
    {
        await using var box = await StartAsync(Chunk(next, [.. Enumerable.Range(0, events).Select(n => ($"e{n}", 5.0))]));
        using var page = await box.GatherAsync(3600, $"live:{Unix(90)}:6");

        Assert.Equal(events, page.Events.Count);
        Assert.Equal((null, null, Time(3600)), (page.Next, page.Position, page.Missing?.From));
        Assert.Equal(Outcome.SourceFailed, page.Missing?.Problem.Outcome);
        Assert.StartsWith("'my_app': Box listed events without saying where to go on", page.Missing?.Problem.Message);
    }

    [Theory]
    [InlineData("live:1774785000:x y&z:1", "admin_logs_streaming&stream_position=x%20y%26z%3A1")]
    [InlineData("oldest:1774785000:1774785000:x:1", "admin_logs_streaming&stream_position=x%3A1")]
    [InlineData("history:1774785000:a:b", "admin_logs&stream_position=a%3Ab")]
    public async Task Sends_a_position_as_it_came(string token, string target)
    {
        await using var box = await StartAsync(Chunk("\"7\""));
        (await box.GatherAsync(3600, token)).Dispose();

        Assert.Equal([target], box.Targets);
    }

    [Fact]
    public async Task Keeps_an_event_whose_time_cannot_be_read_in_each_part()
    {
        await using var box = await StartAsync(ScriptedVendor.Json("""{"chunk_size":2,"next_stream_position":7,"entries":[{"event_id":"a"},{"event_id":"b","created_at":"?"}]}"""));
        foreach (var token in new[] { null, $"oldest:{Unix(90)}:{Unix(90)}:5", $"live:{Unix(90)}:5" })
        {
            using var page = await box.GatherAsync(21 * Day, token);
            Assert.Equal(["a", "b"], Ids(page));
        }
    }

    [Theory]
    [InlineData("""{"chunk_size":0,"next_stream_position":"7"}""")]
    [InlineData("""{"chunk_size":0,"next_stream_position":"7","entries":null}""")]
    [InlineData("""{"chunk_size":0,"next_stream_position":"7","entries":{}}""")]
    [InlineData("""{"type":"error","status":500,"code":"internal_server_error"}""")]
    [InlineData("<html>Maintenance</html>")]
    public async Task Never_takes_an_answer_without_entries_for_an_empty_page(string body)
    {
        await using var box = await StartAsync(ScriptedVendor.Json(body));

        Assert.Equal(Outcome.SourceFailed, (await box.Caller.RefusalAsync()).Outcome);
    }
}
