using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;
using static StreamAlert.Apps.Tests.Services.BoxCaller;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>Positions and page tokens that are too old, refused by Box, or none.</summary>
public sealed class BoxPositionTests
{
    private const double Day = 86_400;
    private const string Malformed = """{"type":"error","status":400,"code":"bad_request","message":"nextStreamPosition value is malformed"}""";

    [Theory]
    [InlineData(30, true)]
    [InlineData(13.6, true)]
    [InlineData(13.4, false)]
    public async Task Does_not_go_on_where_the_stream_may_have_dropped_what_came_since(double days, bool isForgotten)
    {
        // Box says nothing where it no longer has what is behind a position: it begins with the oldest that it has.
        await using var box = await StartAsync(Chunk("\"7\""));
        foreach (var token in new[] { $"live:{Unix(days * Day)}:6", $"oldest:{Unix(40 * Day)}:{Unix(days * Day)}:6" })
        {
            using var page = await box.GatherAsync(40 * Day, token);
            Assert.Equal(isForgotten, page.TokenExpired);
        }

        using var start = await box.GatherAsync(days * Day, position: $"live:{Unix(days * Day)}:6");
        Assert.Equal(isForgotten ? ["admin_logs"] : ["admin_logs_streaming"], box.Targets.Select(target => target.Split('&')[0]).Distinct());
    }

    [Fact]
    public async Task Reads_a_history_on_however_long_it_was_left()
    {
        await using var box = await StartAsync(Chunk("\"7\"", ("a", 20 * Day)), Chunk("\"8\"", ("b", Day)));
        using var first = await box.GatherAsync(21 * Day);
        box.Clock.Advance(TimeSpan.FromDays(31));
        using var second = await box.GatherAsync(21 * Day, first.Next);

        Assert.Equal(["b"], Ids(second));
        Assert.Equal($"history:{Unix(Day)}:8", second.Next);
    }

    [Theory]
    [InlineData("live")]
    [InlineData("oldest:1774785000")]
    public async Task Starts_the_window_over_where_Box_refuses_the_position_of_a_page_of_the_stream(string part)
    {
        await using var box = await StartAsync(ScriptedVendor.Status(400, Malformed));
        using var page = await box.GatherAsync(3600, $"{part}:1774785000:7");

        Assert.Equal((true, null, null, 0), (page.TokenExpired, page.Next, page.Position, page.Events.Count));
    }

    [Theory]
    [InlineData(20, "2026-03-08T23%3A59%3A59%2B00%3A00")]
    [InlineData(20.9, "2026-03-08T11%3A59%3A59%2B00%3A00")]
    public async Task Reads_the_history_on_by_time_where_Box_refuses_its_position(double readTo, string from)
    {
        // A year of it need not be read again.
        await using var box = await StartAsync(ScriptedVendor.Status(400, Malformed), Chunk("\"9\"", ("a", 21 * Day), ("b", 15 * Day)));
        using var refused = await box.GatherAsync(21 * Day, $"history:{Unix(readTo * Day)}:7");
        using var next = await box.GatherAsync(21 * Day, refused.Next);

        Assert.Equal((false, $"history:{Unix(readTo * Day)}:"), (refused.TokenExpired, refused.Next));
        Assert.Equal(["admin_logs&stream_position=7", $"admin_logs&created_after={from}"], box.Targets);
        Assert.Equal((2, $"history:{Unix(15 * Day)}:9"), (next.Events.Count, next.Next));
    }

    [Theory]
    [InlineData(3600, "oldest")]
    [InlineData(21 * Day, "history")]
    public async Task Goes_another_way_where_Box_refuses_the_position_of_earlier_windows(double age, string way)
    {
        // To start over would be to ask with the same position, now and in each run to come.
        await using var box = await StartAsync(ScriptedVendor.Status(400, Malformed), Chunk("\"9\""));
        using var refused = await box.GatherAsync(age, position: $"live:{Unix(90)}:6");
        using var next = await box.GatherAsync(age, refused.Next, $"live:{Unix(90)}:6");

        Assert.Equal((false, way == "oldest" ? $"oldest:{Unix(age)}:{Unix(age)}:0" : $"history:{Unix(age)}:"), (refused.TokenExpired, refused.Next));
        Assert.Equal(
            ["admin_logs_streaming&stream_position=6", way == "oldest" ? "admin_logs_streaming&stream_position=0" : "admin_logs&created_after=2026-03-08T11%3A59%3A59%2B00%3A00"],
            box.Targets);
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(21 * Day)]
    public async Task Fails_where_Box_refuses_a_request_that_has_no_position_of_its_own(double age)
    {
        await using var box = await StartAsync(ScriptedVendor.Status(400, Malformed));

        var refusal = await box.Caller.RefusalAsync(from: Unix(age));
        Assert.Equal((Outcome.SourceFailed, System.Net.HttpStatusCode.BadRequest), (refusal.Outcome, refusal.Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("live:7")]
    [InlineData("live:x:7")]
    [InlineData("live:-1:7")]
    [InlineData("live:99999999999999:7")]
    [InlineData("live:1774785000:")]
    [InlineData("oldest:1774785000:7")]
    [InlineData("oldest:x:1774785000:7")]
    [InlineData("oldest:1774785000:1774785000:")]
    [InlineData("history:7")]
    [InlineData("history:")]
    [InlineData("future:1774785000:7")]
    public async Task Starts_over_where_a_token_or_position_is_none_of_its_own(string text)
    {
        await using var box = await StartAsync(Chunk("\"7\""));
        using var page = await box.GatherAsync(3600, text);
        Assert.True(page.TokenExpired);
        Assert.Empty(box.Requests);

        using var start = await box.GatherAsync(3600, position: text);
        Assert.Equal(["admin_logs_streaming&stream_position=0"], box.Targets);
    }

    [Theory]
    [InlineData("history:1774785000:7")]
    [InlineData("history:1774785000:")]
    [InlineData("oldest:1774785000:1774785000:7")]
    public async Task Starts_no_window_at_a_position_that_is_of_one_window_only(string position)
    {
        await using var box = await StartAsync(Chunk("\"7\""));
        (await box.GatherAsync(3600, position: position)).Dispose();

        Assert.Equal(["admin_logs_streaming&stream_position=0"], box.Targets);
    }
}
