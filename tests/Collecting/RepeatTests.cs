using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Collecting;

public sealed class RepeatTests : IDisposable
{
    private const string Twin = """{"twin":true}""";
    private readonly Rig rig = new();

    [Fact]
    public async Task Delivers_nothing_twice_over_many_overlapping_runs()
    {
        rig.Vendor.SetLateness = TimeSpan.FromMinutes(20);
        var events = rig.Fill(1500, everySeconds: 4);
        for (var run = 0; run < 45; run++)
        {
            await rig.RunAsync();
            rig.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        rig.AssertOnceEach(events);
        Assert.Contains(rig.Reports, report => report.Tally.Repeated > 0);
    }

    // Found by the property test: the sweep after a long one reaches back to where that one began, not to where it ended.
    [Fact]
    public async Task Remembers_over_a_first_sweep_of_several_windows()
    {
        rig.Since = rig.Clock.GetUtcNow().AddMinutes(-10);
        rig.Vendor.SetLateness = TimeSpan.FromMinutes(12);
        rig.Vendor.SetLongestWindow = TimeSpan.FromMinutes(5);
        var item = rig.Vendor.Write("e", rig.Since.Value);
        rig.Vendor.Fault = (request, _) => request == 2 ? AppException.SourceFailed("down") : null;
        await rig.RunAsync();
        rig.Clock.Advance(TimeSpan.FromHours(1));
        await rig.RunToTheEndAsync();
        rig.Clock.Advance(TimeSpan.FromMinutes(12));
        await rig.RunToTheEndAsync();

        rig.AssertOnceEach([item]);
    }

    [Fact]
    public async Task Gives_an_event_the_same_id_on_every_machine()
    {
        rig.Fill(20);
        await rig.RunAsync();
        using var other = new Rig();
        other.Fill(20);
        await other.RunAsync();

        Assert.Equal(rig.Sink.Arrived, other.Sink.Arrived);
    }

    [Fact]
    public async Task Drops_a_page_that_the_vendor_sends_twice()
    {
        var events = rig.Fill(25);
        var calls = 0;
        string? first = null;
        rig.Vendor.Next = next => ++calls switch
        {
            1 => first = next,
            2 => $"{first} ",
            _ => next,
        };
        rig.Vendor.Entries.AddRange([]);
        await rig.RunAsync();

        Assert.Equal(25, rig.Sink.Arrived.Distinct().Count());
        Assert.Equal(rig.Sink.Arrived.Count, rig.Sink.Arrived.Distinct().Count());
        Assert.Equal(events.Count, rig.Sink.Arrived.Count);
    }

    [Theory]
    [InlineData(2, 10)]
    [InlineData(5, 2)]
    [InlineData(7, 3)]
    [InlineData(30, 4)]
    public async Task Delivers_events_of_the_same_bytes_as_often_as_there_are(int twins, int pageSize)
    {
        WithoutIds(pageSize);
        WriteTwins(twins);
        for (var run = 0; run < 5; run++)
        {
            await rig.RunAsync();
            rig.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(twins, rig.Sink.Arrived.Count);
        Assert.Equal(twins, rig.Sink.Arrived.Distinct().Count());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Tells_twins_apart_on_either_side_of_an_interruption(int brokenRequest)
    {
        WithoutIds(pageSize: 2);
        WriteTwins(7);
        rig.Vendor.Fault = (request, _) => request == brokenRequest ? AppException.SourceFailed("down") : null;
        await rig.RunToTheEndAsync();
        rig.Clock.Advance(TimeSpan.FromSeconds(20));
        await rig.RunAsync();

        Assert.Equal(7, rig.Sink.Arrived.Count);
        Assert.Equal(7, rig.Sink.Arrived.Distinct().Count());
    }

    [Fact]
    public async Task Finds_a_twin_that_comes_late()
    {
        WithoutIds(pageSize: 10);
        rig.Vendor.SetLateness = TimeSpan.FromMinutes(10);
        WriteTwins(2);
        var now = rig.Clock.GetUtcNow();
        rig.Vendor.Write(new PaperEvent("late", now.AddSeconds(-30), now.AddMinutes(5), Twin));
        for (var run = 0; run < 20; run++)
        {
            await rig.RunAsync();
            rig.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, rig.Sink.Arrived.Count);
        Assert.Equal(3, rig.Sink.Arrived.Distinct().Count());
    }

    [Fact]
    public async Task Remembers_no_longer_than_a_repeat_can_come()
    {
        rig.Vendor.SetLateness = TimeSpan.FromMinutes(10);
        rig.Vendor.PageSize = 500;
        rig.Fill(30_000, everySeconds: 1);
        var sizes = new List<int>();
        for (var run = 0; run < 40; run++)
        {
            await rig.RunAsync();
            rig.Clock.Advance(TimeSpan.FromMinutes(10));
            sizes.Add(rig.State.ToBytes().Length);
        }

        Assert.Equal(rig.Sink.Arrived.Count, rig.Sink.Arrived.Distinct().Count());
        Assert.True(sizes[20..].Max() < 60_000, $"the state grew to {sizes.Max()} bytes");
    }

    public void Dispose() => rig.Dispose();

    private void WithoutIds(int pageSize)
    {
        rig.Vendor.GivesIds = false;
        rig.Vendor.PageSize = pageSize;
    }

    private void WriteTwins(int count)
    {
        for (var n = 0; n < count; n++)
        {
            rig.Vendor.Write($"t{n:d2}", rig.Clock.GetUtcNow().AddSeconds(-30), Twin);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Repeats_nothing_after_a_stop_that_is_longer_than_what_can_be_remembered(bool isNewestFirst)
    {
        rig.Vendor.NewestFirst = isNewestFirst;
        rig.Vendor.SetLateness = TimeSpan.FromMinutes(12);
        var events = rig.Fill(60 * 12 * 2, everySeconds: 30);
        await rig.RunToTheEndAsync();

        // Eleven hours of log time in slots of a minute, of which 48 are remembered.
        rig.Clock.Advance(TimeSpan.FromHours(11));
        await rig.RunToTheEndAsync();
        rig.Clock.Advance(TimeSpan.FromMinutes(12));
        await rig.RunToTheEndAsync();

        rig.AssertOnceEach(events);
    }
}
