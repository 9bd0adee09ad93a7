using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests;

public sealed class AliyunCollectionTests
{
    private readonly TestClock clock = new();

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(7, 1)]
    [InlineData(50, 130)]
    public async Task Collects_every_event_once_and_byte_for_byte(int pageSize, int sameTimestamp)
    {
        await using var rig = await StartAsync(new SandboxOptions { Clock = clock, Events = 600, PageSize = pageSize, SameTimestamp = sameTimestamp, EventsPerSecond = 3 });

        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, 600L), (report.Outcome, report.Tally.Delivered));
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    // The original's cursor was at the end by then, and its pages went from the newest to the oldest.
    [Theory]
    [InlineData("503@2-40")]
    [InlineData("truncate@3-40")]
    [InlineData("close@2-40")]
    public async Task Loses_nothing_where_a_run_ends_between_two_pages(string fault)
    {
        await using var rig = await StartAsync(new SandboxOptions { Clock = clock, Events = 300, PageSize = 50, Faults = Fault.Parse(fault) });

        Assert.Equal(Outcome.SourceFailed, (await rig.RunAsync()).Outcome);
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach();
    }

    // The original's next run began where this one had ended, although events can be queried ten minutes late, and more.
    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public async Task Finds_late_events_and_repeats_none_over_many_runs(int minutesLate)
    {
        await using var rig = await StartAsync(new SandboxOptions
        {
            Clock = clock,
            Events = 600,
            EventsPerSecond = 0.5,
            First = clock.GetUtcNow().AddMinutes(-15),
            LateEvery = 7,
            LateBy = TimeSpan.FromMinutes(minutesLate),
        });
        for (var run = 0; run < 30; run++)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(TimeSpan.FromMinutes(4));
        }

        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Theory]
    [InlineData("503@1-2")]
    [InlineData("429@1-3")]
    [InlineData("garbage@2")]
    [InlineData("html@3")]
    [InlineData("401@3")]
    [InlineData("400@3")]
    [InlineData("404@2")]
    [InlineData("denied@3")]
    [InlineData("forbidden@2")]
    [InlineData("plan@3")]
    [InlineData("throttled@2-4")]
    [InlineData("throttled@2-30")]
    [InlineData("maintenance@2")]
    [InlineData("error@3")]
    [InlineData("charset@2")]
    [InlineData("expired@3")]
    [InlineData("forget@3")]
    [InlineData("empty@3")]
    [InlineData("redirect@2")]
    public async Task Loses_nothing_by_a_fault_of_the_vendor(string fault)
    {
        await using var rig = await StartAsync(new SandboxOptions { Clock = clock, Events = 250, Faults = Fault.Parse(fault) });
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Fact]
    public async Task Says_when_the_clock_is_off_and_loses_nothing_by_it()
    {
        await using var rig = await StartAsync(new SandboxOptions { Clock = clock, Events = 20, ClockSkew = TimeSpan.FromMinutes(-20) });

        var report = await rig.RunAsync();
        Assert.Equal(Outcome.Misconfigured, report.Outcome);
        Assert.Contains("this machine's clock is 20 minutes ahead of Aliyun's", report.Message);
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Fact]
    public async Task Asks_twice_a_second_at_most()
    {
        await using var rig = await StartAsync(new SandboxOptions { Clock = clock, Events = 1000 });
        rig.Entry = rig.Entry with { SleepBetweenRequests = null };
        var start = clock.GetUtcNow();
        await rig.RunAsync();

        Assert.Equal(20, rig.Sandbox.Requests);
        Assert.True(clock.GetUtcNow() - start >= TimeSpan.FromSeconds(9.5));
    }

    private static Task<AppRig> StartAsync(SandboxOptions options) => AppRig.StartAsync("aliyun_actiontrail", options);
}
