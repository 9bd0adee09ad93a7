using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests;

public sealed class SlackCollectionTests
{
    private readonly TestClock clock = new();

    [Theory]
    [InlineData("slack_access", 3)]
    [InlineData("slack_integration", 3)]
    [InlineData("slack_audit", 3)]
    public async Task Delivers_all_pages_and_not_only_the_first(string type, int pages)
    {
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions { Clock = clock, Events = 2500, EventsPerSecond = 3 });

        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, 2500L, (long)pages), (report.Outcome, report.Tally.Delivered, report.Tally.Pages));
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Theory]
    [InlineData("slack_access")]
    [InlineData("slack_integration")]
    [InlineData("slack_audit")]
    public async Task Does_not_let_the_time_at_which_a_page_was_read_hide_what_is_on_the_pages_after_it(string type)
    {
        // While the pages are read, minutes go by and further events come in.
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions
        {
            Clock = clock,
            Events = 900,
            EventsPerSecond = 0.5,
            First = clock.GetUtcNow().AddMinutes(-10),
            PageSize = 50,
            Latency = TimeSpan.FromSeconds(20),
        });
        rig.Entry = rig.Entry with { SleepBetweenRequests = TimeSpan.FromSeconds(10) };
        for (var run = 0; run < 6; run++)
        {
            await rig.RunAsync();
            clock.Advance(TimeSpan.FromMinutes(2));
        }

        clock.Advance(TimeSpan.FromHours(1));
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Fact]
    public async Task Delivers_an_old_entry_of_the_last_page_that_was_seen_again_as_a_new_version_and_once()
    {
        await using var rig = await AppRig.StartAsync("slack_access", Months());
        await rig.RunAsync();
        var before = rig.Expected().ToList();
        Assert.Equal(120, rig.Lines().Count);

        clock.Advance(TimeSpan.FromHours(2));
        ((SlackStandIn)rig.StandIn).Grow(0, clock.GetUtcNow().AddMinutes(-30));
        var second = await rig.RunAsync();
        clock.Advance(TimeSpan.FromMinutes(5));
        var third = await rig.RunAsync();

        Assert.Equal((1L, 12L, 0L), (second.Tally.Delivered, second.Tally.Pages, third.Tally.Delivered));
        Assert.Equal(rig.Expected().First(), rig.Lines()[^1].Text);
        Assert.Equal(before.Append(rig.Expected().First()).Order(StringComparer.Ordinal), rig.Lines().Select(line => line.Text).Order(StringComparer.Ordinal));
        Assert.Equal(121, rig.Lines().Select(line => line.Id).Distinct().Count());
    }

    [Fact]
    public async Task Delivers_updated_rows_behind_pages_on_which_nothing_is_new()
    {
        await using var rig = await AppRig.StartAsync("slack_access", Months());
        await rig.RunAsync();
        clock.Advance(TimeSpan.FromHours(2));
        var standIn = (SlackStandIn)rig.StandIn;
        foreach (var i in new[] { 3, 4, 57, 58, 110 })
        {
            standIn.Grow(i, clock.GetUtcNow().AddMinutes(-i));
        }

        Assert.Equal(5, (await rig.RunAsync()).Tally.Delivered);
    }

    [Fact]
    public async Task Delivers_each_version_that_a_run_finds_of_an_entry_that_never_stops_growing()
    {
        await using var rig = await AppRig.StartAsync("slack_access", Months());
        await rig.RunAsync();
        for (var run = 0; run < 5; run++)
        {
            // Younger than the end of any window, at any time at which it could be read.
            clock.Advance(TimeSpan.FromMinutes(15));
            ((SlackStandIn)rig.StandIn).Grow(7, clock.GetUtcNow());

            Assert.Equal(1, (await rig.RunAsync()).Tally.Delivered);
        }

        Assert.Equal(0, (await rig.RunAsync()).Tally.Delivered);
        Assert.Equal(125, rig.Lines().Select(line => line.Id).Distinct().Count());
    }

    [Fact]
    public async Task Loses_no_entry_that_grows_between_one_page_and_the_next()
    {
        await using var rig = await AppRig.StartAsync("slack_access", Months() with { Latency = TimeSpan.FromSeconds(7) });
        await rig.RunAsync();
        clock.Advance(TimeSpan.FromHours(1));
        var run = rig.RunAsync();
        await rig.Sandbox.WaitForRequestAsync(rig.Sandbox.Requests + 5);
        foreach (var i in Enumerable.Range(0, 120))
        {
            ((SlackStandIn)rig.StandIn).Grow(i, clock.GetUtcNow());
        }

        await run;
        clock.Advance(TimeSpan.FromMinutes(10));
        await rig.RunToTheEndAsync();

        Assert.Superset(rig.Expected().ToHashSet(), rig.Lines().Select(line => line.Text).ToHashSet());
        Assert.Equal(240, rig.Lines().Count);
    }

    [Fact]
    public async Task Leaves_the_pages_of_long_known_entries_unread_where_that_was_chosen()
    {
        await using var rig = await AppRig.StartAsync("slack_access", Months());
        rig.Entry = rig.Entry with { Settings = new Dictionary<string, string> { ["first_seen_days"] = "20" } };
        await rig.RunAsync();
        clock.Advance(TimeSpan.FromHours(2));
        var standIn = (SlackStandIn)rig.StandIn;
        standIn.Grow(90, clock.GetUtcNow().AddMinutes(-10));
        standIn.Grow(0, clock.GetUtcNow().AddMinutes(-10));

        var report = await rig.RunAsync();
        Assert.Equal((1L, 8L), (report.Tally.Delivered, report.Tally.Pages));
    }

    [Fact]
    public async Task Delivers_integrations_once_each_while_new_ones_move_them_from_page_to_page()
    {
        await using var rig = await AppRig.StartAsync("slack_integration", new SandboxOptions
        {
            Clock = clock,
            Events = 400,
            EventsPerSecond = 1,
            First = clock.GetUtcNow().AddMinutes(-5),
            PageSize = 21,
            SameTimestamp = 3,
            IdenticalEvery = 2,
            LateEvery = 11,
            LateBy = TimeSpan.FromMinutes(20),
            Faults = Fault.Parse("503@3-4"),
        });
        for (var run = 0; run < 5; run++)
        {
            await rig.RunAsync();
            clock.Advance(TimeSpan.FromSeconds(20));
        }

        clock.Advance(TimeSpan.FromHours(1));
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Theory]
    [InlineData("slack_integration")]
    [InlineData("slack_audit")]
    public async Task Finds_late_events_and_repeats_none_over_many_runs(string type)
    {
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions
        {
            Clock = clock,
            Events = 900,
            EventsPerSecond = 1,
            First = clock.GetUtcNow().AddMinutes(-5),
            LateEvery = 7,
            LateBy = TimeSpan.FromMinutes(50),
            IdenticalEvery = 5,
        });
        for (var run = 0; run < 30; run++)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(TimeSpan.FromMinutes(4));
        }

        rig.AssertOnceEach();
    }

    [Theory]
    [InlineData("slack_integration", 2)]
    [InlineData("slack_audit", 1)]
    public async Task Asks_for_no_more_pages_than_it_takes(string type, int pages)
    {
        await using var rig = await AppRig.StartAsync(type, Months() with { PageSize = 40 });
        await rig.RunAsync();
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(pages, (await rig.RunAsync()).Tally.Pages);
    }

    // An entry each eight hours, of which the newest are on the first of twelve pages.
    private SandboxOptions Months() => new() { Clock = clock, Events = 120, EventsPerSecond = 1.0 / (8 * 3600), PageSize = 10 };
}
