using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests;

public sealed class GSuiteCollectionTests
{
    private readonly TestClock clock = new();

    [Theory]
    [InlineData("gsuite_login", 1000, 1)]
    [InlineData("gsuite_drive", 37, 1)]
    [InlineData("gsuite_gmail", 100, 25)]
    public async Task Collects_every_event_once_and_byte_for_byte(string type, int pageSize, int sameTimestamp)
    {
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions { Clock = clock, Events = 1500, PageSize = pageSize, SameTimestamp = sameTimestamp, EventsPerSecond = 3 });

        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, 1500L), (report.Outcome, report.Tally.Delivered));
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    // The original had moved its cursor to the newest event by then.
    [Theory]
    [InlineData("503@3-40")]
    [InlineData("truncate@3-40")]
    [InlineData("close@3-40")]
    public async Task Loses_no_older_events_where_a_page_after_the_first_fails(string fault)
    {
        await using var rig = await AppRig.StartAsync("gsuite_admin", new SandboxOptions { Clock = clock, Events = 300, PageSize = 100, Faults = Fault.Parse(fault) });

        Assert.Equal(Outcome.SourceFailed, (await rig.RunAsync()).Outcome);
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach();
    }

    // The original took a page without new events for the last one.
    [Theory]
    [InlineData("empty@2")]
    [InlineData("empty@3")]
    public async Task Reads_on_after_a_page_without_events(string fault)
    {
        await using var rig = await AppRig.StartAsync("gsuite_groups", new SandboxOptions { Clock = clock, Events = 300, PageSize = 100, Faults = Fault.Parse(fault) });

        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        rig.AssertOnceEach();
    }

    // The original remembered a hundred events of its newest time.
    [Fact]
    public async Task Repeats_none_of_many_events_of_one_time_and_reads_on_after_pages_of_repeats()
    {
        await using var rig = await AppRig.StartAsync("gsuite_token", new SandboxOptions { Clock = clock, Events = 1000, SameTimestamp = 250, PageSize = 30, EventsPerSecond = 5 });
        for (var run = 0; run < 4; run++)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(TimeSpan.FromMinutes(30));
        }

        rig.AssertOnceEach();
    }

    [Theory]
    [InlineData("gsuite_login")]
    [InlineData("gsuite_calendar")]
    public async Task Repeats_nothing_after_it_stood_still_for_days(string type)
    {
        var since = clock.GetUtcNow();
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions
        {
            Clock = clock,
            Script = [.. Enumerable.Range(0, 700).Select(n => new ScriptedEvent(since.AddMinutes(n * 10)))],
            PageSize = 9,
        });
        rig.Entry = rig.Entry with { Since = since };
        foreach (var hours in new[] { 12, 90, 20 })
        {
            clock.Advance(TimeSpan.FromHours(hours));
            await rig.RunToTheEndAsync();
        }

        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Theory]
    [InlineData("gsuite_login", 55)]
    [InlineData("gsuite_calendar", 175)]
    public async Task Finds_late_events_and_repeats_none_over_many_runs(string type, int minutesLate)
    {
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions
        {
            Clock = clock,
            Events = 600,
            EventsPerSecond = 1,
            First = clock.GetUtcNow().AddMinutes(-5),
            LateEvery = 7,
            LateBy = TimeSpan.FromMinutes(minutesLate),
        });
        for (var run = 0; run < 30; run++)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(TimeSpan.FromMinutes(10));
        }

        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Theory]
    [InlineData("503@1-2")]
    [InlineData("429@1-3")]
    [InlineData("garbage@1")]
    [InlineData("html@2")]
    [InlineData("401@4")]
    [InlineData("400@4")]
    [InlineData("denied@3")]
    [InlineData("forbidden@2")]
    [InlineData("plan@3")]
    [InlineData("throttled@2-4")]
    [InlineData("throttled@3-30")]
    [InlineData("maintenance@3")]
    [InlineData("error@3")]
    [InlineData("charset@2")]
    [InlineData("expired@4")]
    [InlineData("forget@4")]
    [InlineData("redirect@3")]
    public async Task Loses_nothing_by_a_fault_of_the_vendor(string fault)
    {
        await using var rig = await AppRig.StartAsync("gsuite_saml", new SandboxOptions { Clock = clock, Events = 500, PageSize = 100, Faults = Fault.Parse(fault) });
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Theory]
    [InlineData(-40)]
    [InlineData(40)]
    public async Task Gets_its_token_although_the_clock_is_off(int minutes)
    {
        await using var rig = await AppRig.StartAsync("gsuite_meet", new SandboxOptions { Clock = clock, Events = 50, ClockSkew = TimeSpan.FromMinutes(minutes) });
        await rig.RunAsync();

        Assert.InRange(rig.Sandbox.RequestLines.Count(line => line.StartsWith("POST /token", StringComparison.Ordinal)), 1, 2);
        Assert.Contains(rig.Sandbox.RequestLines, line => line.StartsWith("GET /admin/reports/", StringComparison.Ordinal));
        Assert.Empty(rig.Sandbox.Misunderstood);
    }
}
