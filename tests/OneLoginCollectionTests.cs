using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests;

public sealed class OneLoginCollectionTests
{
    private const string Type = "onelogin_events";

    private readonly TestClock clock = new();

    [Theory]
    [InlineData(1000, 1)]
    [InlineData(7, 25)]
    public async Task Collects_every_event_once_and_byte_for_byte(int pageSize, int sameTimestamp)
    {
        await using var rig = await AppRig.StartAsync(Type, new SandboxOptions
        { Clock = clock, Events = 700, PageSize = pageSize, SameTimestamp = sameTimestamp, EventsPerSecond = 3 });
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal((Outcome.Complete, 700L), await OutcomeAsync(rig));
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
        Assert.Single(rig.Sandbox.RequestLines, line => line.StartsWith("POST", StringComparison.Ordinal));
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

    [Theory]
    [InlineData("503@1-2")]
    [InlineData("503@3-4")]
    [InlineData("429@2-4")]
    [InlineData("throttled@3-4")]
    [InlineData("throttled@3-30")]
    [InlineData("error@3")]
    [InlineData("denied@1")]
    [InlineData("denied@3")]
    [InlineData("forbidden@3")]
    [InlineData("expired@4")]
    [InlineData("forget@4")]
    [InlineData("empty@2")]
    [InlineData("empty@4-5")]
    [InlineData("truncate@3")]
    [InlineData("redirect@3")]
    [InlineData("400@4")]
    public async Task Loses_nothing_by_a_fault_of_the_vendor(string fault)
    {
        await using var rig = await AppRig.StartAsync(Type, new SandboxOptions { Clock = clock, Events = 230, Faults = Fault.Parse(fault) });
        clock.Advance(TimeSpan.FromMinutes(2));
        await rig.RunToTheEndAsync();

        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Fact]
    public async Task Goes_on_by_the_link_where_a_run_had_to_stop_between_pages()
    {
        await using var rig = await AppRig.StartAsync(Type, new SandboxOptions { Clock = clock, Events = 230, Latency = TimeSpan.FromSeconds(3) });
        clock.Advance(TimeSpan.FromMinutes(2));
        rig.Entry = rig.Entry with { Timeout = TimeSpan.FromSeconds(16) };

        Assert.Equal(Outcome.Partial, (await rig.RunAsync()).Outcome);
        var asked = rig.Sandbox.Requests;
        await rig.RunToTheEndAsync();

        rig.AssertOnceEach();
        Assert.Contains("after_cursor=", rig.Sandbox.RequestLines[asked], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_the_window_again_where_the_app_was_moved_between_pages()
    {
        var options = new SandboxOptions { Clock = clock, Events = 230, Latency = TimeSpan.FromSeconds(3), First = clock.GetUtcNow().AddMinutes(-10) };
        await using var rig = await AppRig.StartAsync(Type, options);
        await using var elsewhere = await SandboxServer.StartAsync(options with { Latency = TimeSpan.Zero });
        rig.Entry = rig.Entry with { Timeout = TimeSpan.FromSeconds(16) };
        Assert.Equal(Outcome.Partial, (await rig.RunAsync()).Outcome);

        // Such as from the sandbox to the real service, or from one region to another.
        rig.Entry = rig.Entry with { BaseUrl = elsewhere.Address };
        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        rig.AssertOnceEach();
    }

    private static async Task<(Outcome Outcome, long Delivered)> OutcomeAsync(AppRig rig)
    {
        var report = await rig.RunAsync();
        return (report.Outcome, report.Tally.Delivered);
    }
}
