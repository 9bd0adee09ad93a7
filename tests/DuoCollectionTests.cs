using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests;

public sealed class DuoCollectionTests
{
    private readonly TestClock clock = new();

    [Theory]
    [InlineData("duo_auth", 1000, 1)]
    [InlineData("duo_auth", 37, 1)]
    [InlineData("duo_auth", 10, 25)]
    [InlineData("duo_admin", 1000, 1)]
    [InlineData("duo_admin", 1000, 900)]
    public async Task Collects_every_event_once_and_byte_for_byte(string type, int pageSize, int sameTimestamp)
    {
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions { Clock = clock, Events = 2500, PageSize = pageSize, SameTimestamp = sameTimestamp, EventsPerSecond = 3 });

        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, 2500L), (report.Outcome, report.Tally.Delivered));
        rig.AssertOnceEach();
    }

    [Theory]
    [InlineData("duo_auth")]
    [InlineData("duo_admin")]
    public async Task Finds_late_events_and_repeats_none_over_many_runs(string type)
    {
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions
        {
            Clock = clock,
            Events = 1200,
            EventsPerSecond = 1,
            First = clock.GetUtcNow().AddMinutes(-5),
            LateEvery = 7,
            LateBy = TimeSpan.FromMinutes(25),
            IdenticalEvery = 5,
        });
        for (var run = 0; run < 30; run++)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(TimeSpan.FromMinutes(2));
        }

        rig.AssertOnceEach();
    }

    [Theory]
    [InlineData("duo_auth")]
    [InlineData("duo_admin")]
    public async Task Delivers_administrators_events_of_the_same_bytes_as_often_as_there_are(string type)
    {
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions { Clock = clock, Events = 2200, EventsPerSecond = 40, IdenticalEvery = 3 });
        await rig.RunAsync();
        clock.Advance(TimeSpan.FromMinutes(20));
        await rig.RunAsync();

        rig.AssertOnceEach();
    }

    [Theory]
    [InlineData("503@2-4")]
    [InlineData("429@1-3")]
    [InlineData("truncate@2")]
    [InlineData("close@3")]
    [InlineData("html@3")]
    [InlineData("garbage@2")]
    [InlineData("redirect@2")]
    [InlineData("401@3")]
    [InlineData("400@3")]
    [InlineData("denied@3")]
    [InlineData("forbidden@2")]
    [InlineData("plan@3")]
    [InlineData("throttled@2-4")]
    [InlineData("maintenance@2")]
    [InlineData("error@3")]
    [InlineData("charset@2")]
    [InlineData("expired@3")]
    [InlineData("forget@3")]
    [InlineData("empty@3")]
    [InlineData("503@2-30")]
    [InlineData("429@2-30")]
    public async Task Loses_nothing_by_a_fault_of_the_vendor(string fault)
    {
        await using var rig = await AppRig.StartAsync("duo_auth", new SandboxOptions { Clock = clock, Events = 500, PageSize = 100, Faults = Fault.Parse(fault) });
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Theory]
    [InlineData("duo_auth")]
    [InlineData("duo_admin")]
    public async Task Collects_events_of_any_times_and_ties(string type)
    {
        var start = clock.GetUtcNow().AddMinutes(-10);
        ScriptedEvent[] script =
        [
            new(start), new(start), new(start.AddTicks(1)), new(start.AddSeconds(0.9999999)), new(start.AddSeconds(1), TimeSpan.FromMinutes(9)),
            .. Enumerable.Repeat(new ScriptedEvent(start.AddMinutes(3)), 7), new(start.AddMinutes(9), TimeSpan.FromMinutes(3)),
        ];
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions { Clock = clock, Script = script, PageSize = 12, IdenticalEvery = 2 });
        for (var run = 0; run < 20; run++)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(TimeSpan.FromMinutes(2));
        }

        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Fact]
    public async Task Keeps_to_two_requests_a_minute_and_comes_back_for_the_rest()
    {
        await using var rig = await AppRig.StartAsync("duo_auth", new SandboxOptions { Clock = clock, Events = 1000, PageSize = 100 });
        rig.Entry = rig.Entry with { SleepBetweenRequests = null, Timeout = TimeSpan.FromSeconds(80) };

        var report = await rig.RunAsync();

        // As the original promises for a timeout of 80 seconds.
        Assert.Equal((Outcome.Partial, 4L), (report.Outcome, report.Tally.Pages));
        Assert.Equal(TimeSpan.FromMinutes(1), report.NotBefore - clock.GetUtcNow());
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach();
    }

    [Fact]
    public async Task Buries_what_is_too_large_for_a_line_and_points_to_it()
    {
        await using var rig = await AppRig.StartAsync("duo_auth", new SandboxOptions { Clock = clock, Events = 50 });
        var largest = Enumerable.Range(0, 50).Max(n => rig.Log.Event(n).Length);
        rig.Entry = rig.Entry with { MaxEventBytes = largest - 1 };

        var report = await rig.RunAsync();

        Assert.Equal(50, report.Tally.Delivered + report.Tally.DeadLettered);
        Assert.True(report.Tally.DeadLettered > 0);
        foreach (var file in Directory.GetFiles(rig.Data.DeadLetters(rig.Entry.FunctionName)))
        {
            Assert.Equal(largest, new FileInfo(file).Length);
            Assert.Contains(rig.Lines(), line => line.Id == Path.GetFileNameWithoutExtension(file) && line.Text.Contains(file, StringComparison.Ordinal));
        }
    }
}
