using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Collecting;

public sealed class WindowTests : IDisposable
{
    private readonly Rig rig = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Moves_the_watermark_only_when_the_window_is_drained(bool newestFirst)
    {
        var events = rig.Fill(35);
        rig.Vendor.NewestFirst = newestFirst;
        rig.Vendor.Fault = (request, _) => request == 3 ? AppException.SourceFailed("down") : null;

        var failed = await rig.RunAsync();

        Assert.Equal(Outcome.SourceFailed, failed.Outcome);
        Assert.Equal(20, failed.Tally.Delivered);
        Assert.Equal(rig.Start, rig.Progress.Watermark);

        var rest = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, 15L, 0L), (rest.Outcome, rest.Tally.Delivered, rest.Tally.Repeated));
        Assert.Equal(rig.Clock.GetUtcNow(), rig.Progress.Watermark);
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Starts_one_interval_back_where_nothing_is_known()
    {
        rig.Vendor.SetHoldback = TimeSpan.FromMinutes(2);
        await rig.RunAsync();

        var poll = Assert.Single(rig.Vendor.Polls);
        Assert.Equal(rig.Clock.GetUtcNow().AddMinutes(-2), poll.To);
        Assert.Equal(poll.To.AddHours(-1), poll.From);
    }

    [Fact]
    public async Task Starts_where_it_is_told_to_and_never_asks_for_anything_before()
    {
        rig.Since = rig.Start.AddMinutes(30);
        rig.Vendor.SetLateness = TimeSpan.FromHours(3);
        rig.Fill(300);
        await rig.RunAsync();
        rig.Clock.Advance(TimeSpan.FromHours(2));
        await rig.RunAsync();

        Assert.All(rig.Vendor.Polls, poll => Assert.True(poll.From >= rig.Since));
        rig.AssertOnceEach(rig.Vendor.Entries.Where(item => item.Time >= rig.Since));
    }

    [Fact]
    public async Task Keeps_the_start_of_a_first_run_that_died_before_its_first_checkpoint()
    {
        var first = rig.Vendor.Write("first", rig.Start.AddMinutes(1));
        rig.Vendor.Fault = (request, _) => request == 1 ? new InvalidOperationException("as a kill would") : null;
        await Assert.ThrowsAsync<InvalidOperationException>(() => rig.RunAsync());
        rig.Clock.Advance(TimeSpan.FromHours(5));

        await rig.RunAsync();

        Assert.Equal(rig.Start, rig.Vendor.Polls[^1].From);
        rig.AssertOnceEach([first]);
    }

    // A stop of 40 days, where the vendor answers 30 at once: what came late just before the stop lies before the live window.
    [Theory]
    [InlineData(40, false)]
    [InlineData(29.999, false)]
    [InlineData(40, true)]
    [InlineData(95, true)]
    public async Task Sweeps_from_the_start_of_a_sweep_that_is_longer_than_the_vendor_answers(double daysDown, bool isOnePageARun)
    {
        rig.Vendor.SetLongestWindow = TimeSpan.FromDays(30);
        rig.Vendor.SetLateness = TimeSpan.FromHours(2);
        await rig.RunAsync();
        var stopped = rig.Clock.GetUtcNow();
        var late = rig.Vendor.Write(new PaperEvent("late", stopped.AddMinutes(-50), stopped.AddMinutes(10)));
        rig.Clock.Advance(TimeSpan.FromDays(daysDown));
        rig.Timeout = isOnePageARun ? TimeSpan.FromSeconds(4) : rig.Timeout;
        rig.Vendor.Before = _ =>
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        await rig.RunToTheEndAsync(most: 10);

        Assert.All(rig.Vendor.Polls, poll => Assert.True(poll.To - poll.From <= TimeSpan.FromDays(30)));
        rig.AssertOnceEach([late]);
    }

    [Fact]
    public async Task Keeps_a_start_that_lies_ahead_and_asks_for_nothing_until_then()
    {
        rig.Since = rig.Clock.GetUtcNow().AddHours(1);
        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        Assert.Empty(rig.Vendor.Polls);

        rig.Clock.Advance(TimeSpan.FromHours(2));
        rig.Vendor.Write("later", rig.Since.Value.AddMinutes(1));
        await rig.RunAsync();
        Assert.Single(rig.Sink.Arrived);
    }

    // Found by the property test: what is late counts from when the vendor commonly lists it, not from when it happened.
    [Fact]
    public async Task Finds_an_event_that_is_late_on_top_of_the_holdback()
    {
        rig.Vendor.SetHoldback = TimeSpan.FromMinutes(2);
        rig.Vendor.SetLateness = TimeSpan.FromMinutes(12);
        var now = rig.Clock.GetUtcNow();
        var late = rig.Vendor.Write(new PaperEvent("late", now.AddSeconds(-560), now.AddSeconds(246)));
        await rig.RunAsync();
        rig.Clock.Advance(TimeSpan.FromSeconds(241));
        await rig.RunAsync();
        rig.Clock.Advance(TimeSpan.FromHours(1));
        await rig.RunAsync();

        rig.AssertOnceEach([late]);
    }

    [Fact]
    public async Task Finds_an_event_that_is_as_late_as_the_vendor_says_and_delivers_it_once()
    {
        rig.Vendor.SetLateness = TimeSpan.FromMinutes(30);
        var early = rig.Fill(360);
        var late = rig.Vendor.Write(new PaperEvent("late", rig.Clock.GetUtcNow().AddMinutes(-1), rig.Clock.GetUtcNow().AddMinutes(29)));
        for (var run = 0; run < 60; run++)
        {
            await rig.RunAsync();
            rig.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        rig.AssertOnceEach([.. early, late]);
    }

    [Fact]
    public async Task Sweeps_no_more_often_than_every_third_of_the_lateness()
    {
        rig.Vendor.SetLateness = TimeSpan.FromMinutes(30);
        for (var run = 0; run < 61; run++)
        {
            await rig.RunAsync();
            rig.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var sweeps = rig.Vendor.Polls.Count(poll => poll.To - poll.From > TimeSpan.FromMinutes(5));
        Assert.InRange(sweeps, 6, 7);
    }

    [Fact]
    public async Task Reads_a_long_backlog_in_windows_that_the_vendor_answers()
    {
        rig.Since = rig.Clock.GetUtcNow().AddDays(-10);
        rig.Vendor.SetLongestWindow = TimeSpan.FromDays(3);
        rig.Vendor.SetLateness = TimeSpan.FromHours(2);
        var events = Enumerable.Range(0, 40).Select(n => rig.Vendor.Write($"e{n:d2}", rig.Since.Value.AddHours(6 * n))).ToList();

        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);

        Assert.All(rig.Vendor.Polls, poll => Assert.True(poll.To - poll.From <= TimeSpan.FromDays(3)));
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Asks_for_no_more_history_than_the_vendor_keeps_and_says_what_is_gone()
    {
        rig.Since = rig.Clock.GetUtcNow().AddDays(-400);
        rig.Vendor.SetHistory = TimeSpan.FromDays(180);
        var report = await rig.RunAsync();

        Assert.Equal(rig.Clock.GetUtcNow().AddDays(-180), Assert.Single(rig.Vendor.Polls).From);
        Assert.Contains("cannot be read any more", report.Message, StringComparison.Ordinal);
        Assert.Null((await rig.RunAsync()).Message);
    }

    [Fact]
    public async Task Leaves_the_watermark_where_it_is_when_the_clock_goes_back()
    {
        await rig.RunAsync();
        var watermark = rig.Progress.Watermark;
        rig.Clock.Advance(TimeSpan.FromMinutes(-10));

        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        Assert.Equal(watermark, rig.Progress.Watermark);
    }

    [Fact]
    public async Task Loses_nothing_when_its_clock_is_ahead_of_the_vendors()
    {
        rig.Vendor.Behind = TimeSpan.FromMinutes(10);
        var events = new List<PaperEvent>();
        for (var minute = 0; minute < 40; minute++)
        {
            await rig.RunAsync();
            rig.Clock.Advance(TimeSpan.FromMinutes(1));
            events.Add(rig.Vendor.Write($"e{minute:d2}", rig.Clock.GetUtcNow() - rig.Vendor.Behind));
        }

        await rig.RunAsync();
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Reads_each_second_of_the_log_even_where_windows_meet()
    {
        var events = new List<PaperEvent>();
        for (var run = 0; run < 30; run++)
        {
            for (var n = 0; n < 5; n++)
            {
                events.Add(rig.Vendor.Write($"r{run:d2}n{n}", rig.Clock.GetUtcNow().AddMilliseconds(250 * n)));
            }

            rig.Clock.Advance(TimeSpan.FromMilliseconds(1700));
            await rig.RunAsync();
        }

        rig.Clock.Advance(TimeSpan.FromSeconds(5));
        await rig.RunAsync();
        rig.AssertOnceEach(events);
    }

    public void Dispose() => rig.Dispose();
}
