using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Collecting;

/// <summary>A part of a window that cannot be read, though the rest can.</summary>
public sealed class GapTests : IDisposable
{
    private readonly Rig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Delivers_the_rest_and_keeps_the_watermark_before_the_gap_until_it_is_closed()
    {
        var events = rig.Fill(60);
        rig.Vendor.Lacks = item => item.Name == "e00025";

        var report = await rig.RunAsync();
        Assert.Equal((Outcome.SourceFailed, 59L, "'paper' has lost a page"), (report.Outcome, report.Tally.Delivered, report.Message));
        Assert.Equal(events[25].Time, rig.Progress.Watermark);
        Assert.Null(rig.Progress.LastSuccess);

        rig.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((Outcome.SourceFailed, 0L), ((await rig.RunAsync()).Outcome, rig.Reports[^1].Tally.Delivered));
        Assert.Equal(events[25].Time, rig.Progress.Watermark);

        rig.Vendor.Lacks = _ => false;
        rig.Clock.Advance(TimeSpan.FromMinutes(10));
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach(events);
        Assert.Equal(rig.Clock.GetUtcNow(), rig.Progress.Watermark);
    }

    [Fact]
    public async Task Remembers_the_gap_where_the_time_was_up_behind_it()
    {
        var events = rig.Fill(60);
        rig.Vendor.Lacks = item => item.Name == "e00005";
        rig.Timeout = TimeSpan.FromSeconds(30);
        rig.Vendor.SetSleep = TimeSpan.FromSeconds(12);

        Assert.Equal(Outcome.Partial, (await rig.RunAsync()).Outcome);
        rig.Vendor.Lacks = _ => false;
        rig.Timeout = TimeSpan.FromMinutes(5);
        rig.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Outcome.SourceFailed, (await rig.RunAsync()).Outcome);
        Assert.Contains("could not give all that it has from 2026-03-29 11:00:50Z on", rig.Reports[^1].Message);
        Assert.Equal(events[5].Time, rig.Progress.Watermark);
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Does_not_take_a_sweep_with_a_gap_for_one_that_was_drained()
    {
        var events = rig.Fill(60);
        rig.Vendor.SetLateness = TimeSpan.FromHours(3);
        await rig.RunAsync();
        var swept = rig.Progress.Swept;
        rig.Clock.Advance(TimeSpan.FromHours(2));
        rig.Vendor.Lacks = item => item.Name == "e00005";
        await rig.RunAsync();

        Assert.Equal(swept, rig.Progress.Swept);
        rig.Vendor.Lacks = _ => false;
        await rig.RunToTheEndAsync();
        Assert.True(rig.Progress.Swept > swept);
        rig.AssertOnceEach(events);
    }
}
