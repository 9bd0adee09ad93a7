using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests;

public sealed class IntercomCollectionTests
{
    private const string Type = "intercom_admin_activity_logs";

    private readonly TestClock clock = new();

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(7, 25)]
    public async Task Collects_every_event_once_and_byte_for_byte_although_the_newest_come_first(int pageSize, int sameTimestamp)
    {
        await using var rig = await AppRig.StartAsync(Type, new SandboxOptions
        { Clock = clock, Events = 500, PageSize = pageSize, SameTimestamp = sameTimestamp, EventsPerSecond = 3 });
        clock.Advance(TimeSpan.FromMinutes(2));
        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, 500L), (report.Outcome, report.Tally.Delivered));
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
        Assert.Contains(rig.Sandbox.RequestLines, line => line.Contains("&page=", StringComparison.Ordinal));
        Assert.Contains(rig.Sandbox.RequestLines, line => line.Contains("&starting_after=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finds_late_events_and_repeats_none_over_many_runs()
    {
        await using var rig = await AppRig.StartAsync(Type, new SandboxOptions
        {
            Clock = clock,
            Events = 900,
            EventsPerSecond = 1,
            First = clock.GetUtcNow().AddMinutes(-5),
            LateEvery = 7,
            LateBy = TimeSpan.FromMinutes(14),
        });
        for (var run = 0; run < 30; run++)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(TimeSpan.FromMinutes(2));
        }

        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Fact]
    public async Task Loses_nothing_where_late_events_move_others_to_the_next_page_while_it_reads()
    {
        await using var rig = await AppRig.StartAsync(Type, new SandboxOptions
        {
            Clock = clock,
            Events = 300,
            EventsPerSecond = 2,
            First = clock.GetUtcNow().AddMinutes(-4),
            LateEvery = 3,
            LateBy = TimeSpan.FromMinutes(1),
            Latency = TimeSpan.FromSeconds(5),
        });
        for (var run = 0; run < 6; run++)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(TimeSpan.FromMinutes(5));
        }

        rig.AssertOnceEach();
    }

    [Theory]
    [InlineData("503@1-2")]
    [InlineData("429@2-4")]
    [InlineData("throttled@2-30")]
    [InlineData("error@2")]
    [InlineData("denied@2")]
    [InlineData("forbidden@3")]
    [InlineData("plan@3")]
    [InlineData("forget@2")]
    [InlineData("forget@3")]
    [InlineData("empty@1")]
    [InlineData("empty@3-4")]
    [InlineData("truncate@3")]
    [InlineData("garbage@2")]
    [InlineData("redirect@3")]
    [InlineData("404@4")]
    public async Task Loses_nothing_by_a_fault_of_the_vendor(string fault)
    {
        await using var rig = await AppRig.StartAsync(Type, new SandboxOptions { Clock = clock, Events = 110, Faults = Fault.Parse(fault) });
        clock.Advance(TimeSpan.FromMinutes(2));
        await rig.RunToTheEndAsync();

        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Fact]
    public async Task Goes_on_where_a_run_had_to_stop_between_pages_and_keeps_the_older_ones()
    {
        // The original had noted the newest event's time by then, and never came back for those before it.
        await using var rig = await AppRig.StartAsync(Type, new SandboxOptions { Clock = clock, Events = 110, Latency = TimeSpan.FromSeconds(3) });
        clock.Advance(TimeSpan.FromMinutes(2));
        rig.Entry = rig.Entry with { Timeout = TimeSpan.FromSeconds(14) };

        Assert.Equal(Outcome.Partial, (await rig.RunAsync()).Outcome);
        var asked = rig.Sandbox.Requests;
        await rig.RunToTheEndAsync();

        rig.AssertOnceEach();
        Assert.Matches("page=|starting_after=", rig.Sandbox.RequestLines[asked]);
    }
}
