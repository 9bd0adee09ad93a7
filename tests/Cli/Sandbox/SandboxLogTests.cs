using System.Text;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class SandboxLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock clock = new(Start.AddHours(1));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Is_sliced_into_pages_that_hold_each_listed_event_once(bool descending)
    {
        var log = Log(new() { Events = 1_000, First = Start, LateEvery = 3, LateBy = TimeSpan.FromDays(1), SameTimestamp = 4, PageSize = 50 });
        var (from, before) = (log.TimeOf(100), log.TimeOf(900));
        var (numbers, pages) = (new List<int>(), 0);

        for (int? after = null; pages == 0 || after is not null; pages++)
        {
            var slice = log.Slice(from, before, after, descending, 1000);
            Assert.Equal(533, slice.Count);
            numbers.AddRange(slice.Numbers);
            after = slice.Next;
        }

        var expected = Enumerable.Range(100, 800).Where(i => (i + 1) % 3 != 0).ToList();
        Assert.Equal(expected, log.Listed(from, before));
        Assert.Equal(descending ? expected.AsEnumerable().Reverse() : expected, numbers);
        Assert.Equal(11, pages);
    }

    [Fact]
    public void Has_no_next_page_after_the_last_event_that_is_listed()
    {
        var log = Log(new() { Events = 100, EventsPerSecond = 1, First = clock.GetUtcNow().AddSeconds(-9) });

        var slice = log.Slice(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null, false, 10);

        Assert.Equal((10, 10, null), (slice.Numbers.Count, slice.Count, slice.Next));
        Assert.Equal([9, 8], log.Slice(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null, true, 2).Numbers);
        Assert.Empty(log.Slice(Start.AddDays(1), Start, null, true, 2).Numbers);
    }

    [Fact]
    public void Follows_a_script_in_count_times_and_lateness()
    {
        var log = Log(new()
        {
            Events = 7,
            Script = [new(Start), new(Start), new(Start.AddMinutes(30), TimeSpan.FromHours(2)), new(Start.AddMinutes(59)), new(Start.AddHours(2))],
            Delay = TimeSpan.FromMinutes(1),
        });

        Assert.Equal(5, log.Count);
        Assert.Equal([Start, Start, Start.AddMinutes(30), Start.AddMinutes(59), Start.AddHours(2)], Enumerable.Range(0, 5).Select(log.TimeOf));
        Assert.Equal(Start.AddMinutes(151), log.ListedFrom(2));
        Assert.Equal([0, 1, 3], All(log).Numbers);
        Assert.Equal(3, All(log).Count);
        clock.Advance(TimeSpan.FromMinutes(91));
        Assert.Equal([0, 1, 2, 3, 4], All(log).Numbers);
    }

    [Fact]
    public void Repeats_events_of_a_script_only_where_they_have_the_same_time()
    {
        var log = Log(new() { Script = [new(Start), new(Start), new(Start), new(Start.AddSeconds(1))], IdenticalEvery = 2 }, hasIds: false);

        Assert.Equal(log.Event(0), log.Event(1));
        Assert.NotEqual(log.Event(2), log.Event(3));
    }

    [Fact]
    public void Puts_space_into_events_unless_their_text_is_to_stay_as_it_is()
    {
        var (spaced, exact) = (Log(new() { Events = 8 }), Log(new() { Events = 8 }, hasGaps: false));

        Assert.Equal(["{\"n\":6,\n    \"m\":1}", "{\"n\":6,\n\"m\":1}"], new[] { spaced, exact }.Select(log => Encoding.UTF8.GetString(log.Event(6))));
    }

    [Fact]
    public void Holds_back_what_its_vendor_holds_back_unless_told_otherwise()
    {
        var usual = Log(new() { Events = 1, First = Start }, delay: TimeSpan.FromMinutes(5));
        var told = Log(new() { Events = 1, First = Start, Delay = TimeSpan.Zero }, delay: TimeSpan.FromMinutes(5));

        Assert.Equal((Start.AddMinutes(5), Start), (usual.ListedFrom(0), told.ListedFrom(0)));
    }

    private static LogSlice All(SandboxLog log) => log.Slice(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null, false, 100);

    private SandboxLog Log(SandboxOptions options, bool hasIds = true, bool hasGaps = true, TimeSpan delay = default) =>
        new PlainStandIn(options with { Clock = clock }, hasIds, hasGaps, delay).Log("plain_log");
}
