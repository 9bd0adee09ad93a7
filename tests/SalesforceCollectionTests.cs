using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests;

/// <summary>Event log files end to end: over real HTTP, through faults, over many runs.</summary>
public sealed class SalesforceCollectionTests
{
    private readonly TestClock clock = new();

    [Theory]
    [InlineData("salesforce_console", 1000)]
    [InlineData("salesforce_login", 1000)]
    [InlineData("salesforce_loginas", 37)]
    [InlineData("salesforce_report", 1)]
    [InlineData("salesforce_reportexport", 7)]
    public async Task Collects_every_row_once_and_as_it_is(string type, int rowsPerFile)
    {
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions { Clock = clock, Events = 500, PageSize = rowsPerFile, EventsPerSecond = 3 });

        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, 500L), (report.Outcome, report.Tally.Delivered));
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Fact]
    public async Task Finds_late_events_and_downloads_no_file_twice_over_many_runs()
    {
        await using var rig = await AppRig.StartAsync("salesforce_login", new SandboxOptions
        {
            Clock = clock,
            Events = 1200,
            EventsPerSecond = 1,
            First = clock.GetUtcNow().AddMinutes(-5),
            LateEvery = 7,
            LateBy = TimeSpan.FromMinutes(25),
        });
        for (var run = 0; run < 30; run++)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(TimeSpan.FromMinutes(2));
        }

        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
        Assert.Equal(Downloads(rig).Distinct().Order(), Downloads(rig).Order());
    }

    [Theory]
    [InlineData("503@1-3")]
    [InlineData("503@2-4")]
    [InlineData("503@3-6")]
    [InlineData("truncate@3")]
    [InlineData("garbage@3-6")]
    [InlineData("close@3-9")]
    [InlineData("html@4")]
    [InlineData("charset@2-4")]
    [InlineData("error@4")]
    [InlineData("redirect@4")]
    [InlineData("404@4")]
    [InlineData("expired@4")]
    [InlineData("denied@4")]
    [InlineData("throttled@4")]
    [InlineData("forbidden@4")]
    [InlineData("plan@2")]
    [InlineData("empty@2-4")]
    [InlineData("empty@13")]
    [InlineData("forget@13")]
    [InlineData("503@2-40")]
    public async Task Loses_nothing_by_a_fault_of_the_vendor(string fault)
    {
        await using var rig = await AppRig.StartAsync("salesforce_report", new SandboxOptions
        {
            Clock = clock,
            Events = 300,
            EventsPerSecond = 1,
            PageSize = 20,
            Faults = Fault.Parse(fault),
        });
        await rig.RunToTheEndAsync();

        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    private static List<string> Downloads(AppRig rig) => [.. rig.Sandbox.RequestLines.Where(line => line.EndsWith("/LogFile", StringComparison.Ordinal))];
}
