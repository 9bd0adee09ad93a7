using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>Box's events through the collector.</summary>
public sealed class BoxCollectionTests
{
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(13);

    [Theory]
    [InlineData(1000)]
    [InlineData(37)]
    [InlineData(3)]
    public async Task Collects_every_event_once_and_byte_for_byte_from_short_chunks(int pageSize)
    {
        await using var rig = await StartAsync(Every(TimeSpan.FromHours(2), TimeSpan.FromDays(30)), pageSize);
        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, 360L), (report.Outcome, report.Tally.Delivered));
        Assert.True(report.Tally.Repeated > 0);
        Assert.Equal(["history", "oldest", "position"], rig.Parts);
        rig.AssertArrived();
    }

    [Fact]
    public async Task Neither_loses_nor_repeats_an_event_at_the_cut_while_the_clock_moves_between_pages()
    {
        // One of each second around the cut, which moves by as much as is read of them.
        var around = Enumerable.Range(-30, 60).Select(second => Horizon + TimeSpan.FromSeconds(second));
        foreach (var step in new[] { 0, 1, 2, 7 })
        {
            await using var rig = await StartAsync([Horizon + TimeSpan.FromDays(2), .. around, TimeSpan.FromHours(1)], pageSize: 2);
            for (var page = 0; page < 100; page++)
            {
                await rig.RunAsync(pages: 1);
                rig.Clock.Advance(TimeSpan.FromSeconds(step));
            }

            Assert.Equal(Outcome.Complete, (await rig.RunToTheEndAsync()).Outcome);
            Assert.Equal(["history", "oldest", "position"], rig.Parts);
            rig.AssertArrived();
        }
    }

    [Fact]
    public async Task Finds_what_happened_while_it_was_down_for_three_weeks()
    {
        await using var rig = await StartAsync(Every(TimeSpan.FromHours(3), TimeSpan.FromDays(2), until: TimeSpan.FromDays(-24)), pageSize: 10);
        await rig.RunToTheEndAsync();
        rig.Clock.Advance(TimeSpan.FromDays(21));

        var report = await rig.RunAsync();
        Assert.Equal(Outcome.Complete, report.Outcome);
        rig.AssertArrived();

        // From then on it is live again.
        var requests = rig.Sandbox.Requests;
        rig.Clock.Advance(TimeSpan.FromHours(1));
        await rig.RunToTheEndAsync();
        Assert.True(rig.Sandbox.Requests - requests <= 3);
        Assert.Equal(["oldest", "position", "history", "oldest", "position"], rig.Parts);
        rig.AssertArrived();
    }

    [Fact]
    public async Task Goes_on_live_where_it_was_down_for_less_than_the_stream_keeps()
    {
        await using var rig = await StartAsync(Every(TimeSpan.FromHours(3), TimeSpan.FromDays(2), until: TimeSpan.FromDays(-14)), pageSize: 10);
        await rig.RunToTheEndAsync();
        rig.Clock.Advance(TimeSpan.FromDays(13.4));
        await rig.RunToTheEndAsync();

        Assert.Equal(["oldest", "position"], rig.Parts);
        rig.AssertArrived();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public async Task Reads_a_window_again_that_was_left_open_for_a_month(int pages)
    {
        await using var rig = await StartAsync(Every(TimeSpan.FromHours(12), TimeSpan.FromDays(20), until: TimeSpan.FromDays(-35)), pageSize: 5);
        await rig.RunAsync(pages);
        rig.Clock.Advance(TimeSpan.FromDays(31));
        await rig.RunToTheEndAsync();
        rig.AssertArrived(mayRepeat: true);

        // What was left open ends a month ago, and is not what the next window starts from.
        var requests = rig.Sandbox.Requests;
        rig.Clock.Advance(TimeSpan.FromHours(1));
        await rig.RunToTheEndAsync();
        Assert.True(rig.Sandbox.Requests - requests <= 3);
        rig.AssertArrived(mayRepeat: true);
    }

    [Fact]
    public async Task Reads_a_live_window_again_that_was_left_open_for_a_month()
    {
        await using var rig = await StartAsync(Every(TimeSpan.FromHours(4), TimeSpan.FromHours(4), until: TimeSpan.FromDays(-40)), pageSize: 2);
        await rig.RunToTheEndAsync();
        rig.Clock.Advance(TimeSpan.FromDays(3));
        await rig.RunAsync(pages: 3);
        Assert.StartsWith("live:", rig.Progress.Window?.Token);
        rig.Clock.Advance(TimeSpan.FromDays(31));
        await rig.RunToTheEndAsync();

        Assert.Equal(["oldest", "position", "history", "oldest", "position"], rig.Parts);
        rig.AssertArrived();
    }

    [Fact]
    public async Task Finds_late_events_on_the_stream_and_drops_what_it_repeats()
    {
        var clock = new TestClock();
        await using var rig = await BoxRig.StartAsync(clock, new SandboxOptions
        {
            Clock = clock,
            Events = 1200,
            EventsPerSecond = 1,
            First = clock.GetUtcNow().AddMinutes(-5),
            LateEvery = 7,
            LateBy = TimeSpan.FromHours(20),
        });
        for (var run = 0; run < 60; run++)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(run < 20 ? TimeSpan.FromMinutes(2) : TimeSpan.FromHours(1));
        }

        rig.AssertArrived();
    }

    [Theory]
    [InlineData("forget@4")]
    [InlineData("forget@4-9")]
    [InlineData("forget@9-40")]
    [InlineData("400@3-4")]
    [InlineData("expired@5")]
    [InlineData("401@6")]
    [InlineData("429@1-3")]
    [InlineData("truncate@1-2")]
    [InlineData("truncate@5")]
    [InlineData("close@1")]
    [InlineData("garbage@3")]
    [InlineData("empty@2-9")]
    [InlineData("503@2-30")]
    [InlineData("html@4")]
    public async Task Loses_nothing_by_a_fault_of_the_vendor(string fault)
    {
        await using var rig = await BoxRig.StartAsync(
            Every(TimeSpan.FromHours(12), TimeSpan.FromDays(20)).Select(age => (age, TimeSpan.Zero)),
            new SandboxOptions { PageSize = 5, Faults = Fault.Parse(fault) });
        await rig.RunToTheEndAsync();
        rig.Clock.Advance(TimeSpan.FromHours(1));
        await rig.RunToTheEndAsync();

        rig.AssertArrived();
    }

    [Fact]
    public async Task Comes_back_from_a_position_that_Box_never_takes_again()
    {
        // The second window's position is refused, and so is each of the next ones until the stream is read from its beginning.
        await using var rig = await BoxRig.StartAsync(
            Every(TimeSpan.FromHours(6), TimeSpan.FromDays(5), until: TimeSpan.FromDays(-5)).Select(age => (age, TimeSpan.Zero)),
            new SandboxOptions { Faults = Fault.Parse("forget@5") });
        await rig.RunToTheEndAsync();
        Assert.Equal(3, rig.Sandbox.Requests);
        rig.Clock.Advance(TimeSpan.FromDays(1));
        await rig.RunToTheEndAsync();

        Assert.Equal(["oldest", "position", "oldest", "position"], rig.Parts);
        rig.AssertArrived();
    }

    [Fact]
    public async Task Asks_for_a_token_by_the_clock_of_Box_where_ours_is_off()
    {
        await using var rig = await BoxRig.StartAsync(
            Every(TimeSpan.FromHours(6), TimeSpan.FromDays(1)).Select(age => (age, TimeSpan.Zero)),
            new SandboxOptions { ClockSkew = TimeSpan.FromMinutes(7), Faults = Fault.Parse("503@2-3") });

        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        rig.AssertArrived();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public async Task Goes_on_within_a_second_where_the_original_began_it_again_or_took_a_short_chunk_for_the_last_one(int pageSize)
    {
        var clock = new TestClock();
        await using var rig = await BoxRig.StartAsync(clock, new SandboxOptions { Clock = clock, Events = 200, SameTimestamp = 25, PageSize = pageSize, EventsPerSecond = 25 });
        for (var run = 0; run < 9; run++)
        {
            await rig.RunAsync(pages: 1);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        await rig.RunToTheEndAsync();
        rig.AssertArrived();
    }

    [Fact]
    public async Task Signs_in_with_client_credentials_as_well()
    {
        await using var rig = await StartAsync(Every(TimeSpan.FromHours(6), TimeSpan.FromDays(1)), pageSize: 5);
        rig.Keyfile = BoxCredentials.KeyfileWithoutKey;

        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        rig.AssertArrived();
    }

    private static IEnumerable<TimeSpan> Every(TimeSpan step, TimeSpan first, TimeSpan until = default)
    {
        for (var age = first; age > until; age -= step)
        {
            yield return age;
        }
    }

    private static Task<BoxRig> StartAsync(IEnumerable<TimeSpan> ages, int pageSize) =>
        BoxRig.StartAsync(ages.Select(age => (age, TimeSpan.Zero)), new SandboxOptions { PageSize = pageSize });
}
