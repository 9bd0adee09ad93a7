using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;
using StreamAlert.Apps.State;
using Xunit;

namespace StreamAlert.Apps.Tests.Collecting;

public sealed class SeenEventsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("apps-seen-").FullName;
    private readonly PaperVendor vendor = new(new TestClock());
    private StateLease lease = null!;

    public async Task InitializeAsync() =>
        lease = await new FileStateStore(new DataFolder(folder), new TestClock()).AcquireAsync("f", "a test", TimeSpan.FromMinutes(1), default);

    [Theory]
    [InlineData(10, 100)]
    [InlineData(3000, 1)]
    [InlineData(900, 60)]
    public async Task Knows_again_what_a_checkpoint_kept_wherever_it_is_kept(int perPage, int pages)
    {
        System.Text.Json.Nodes.JsonObject? manifest = null;
        for (var page = 0; page < pages; page++)
        {
            using var seen = SeenEvents.Read(manifest, vendor, lease);
            await AddAsync(seen, page * perPage, perPage, expected: true);
            manifest = await seen.CheckpointAsync(Start, default);
        }

        using var later = SeenEvents.Read(manifest, vendor, lease);
        for (var page = 0; page < pages; page++)
        {
            await AddAsync(later, page * perPage, perPage, expected: false);
        }
    }

    [Fact]
    public async Task Remembers_nothing_that_came_after_the_checkpoint()
    {
        using var seen = SeenEvents.Read(null, vendor, lease);
        await AddAsync(seen, 0, 3000, expected: true);
        var manifest = await seen.CheckpointAsync(Start, default);
        await AddAsync(seen, 3000, 3000, expected: true);
        var text = manifest.ToJsonString();
        await seen.CheckpointAsync(Start, default);

        using var after = SeenEvents.Read(System.Text.Json.Nodes.JsonNode.Parse(text)!.AsObject(), vendor, lease);
        await AddAsync(after, 0, 3000, expected: false);
        await AddAsync(after, 3000, 3000, expected: true);
    }

    [Fact]
    public async Task Forgets_what_no_window_can_meet_any_more_and_its_parts()
    {
        using var seen = SeenEvents.Read(null, vendor, lease);
        await AddAsync(seen, 0, 5000, expected: true);
        await seen.CheckpointAsync(Start, default);
        Assert.NotEmpty(seen.Parts());

        seen.ForgetBefore(Start.AddDays(1));

        Assert.Empty(seen.Parts());
        await AddAsync(seen, 0, 5000, expected: true);
    }

    [Fact]
    public async Task Takes_a_part_that_is_gone_for_a_part_that_knew_nothing()
    {
        using var seen = SeenEvents.Read(null, vendor, lease);
        await AddAsync(seen, 0, 5000, expected: true);
        var manifest = await seen.CheckpointAsync(Start, default);
        await lease.KeepPartsAsync(new HashSet<string>(), default);

        using var after = SeenEvents.Read(manifest, vendor, lease);
        using var page = PageOf(0, 5000);
        await after.LoadAsync(page, default);
        Assert.Contains(page.Events, item => after.Add(item.Time, item.Id));
    }

    [Theory]
    [InlineData(10.0)]
    [InlineData(1000.0)]
    [InlineData(1_000_000.0)]
    [InlineData(null)]
    public async Task Stays_within_its_bounds_however_much_there_is_and_whenever_it_was(double? perSecond)
    {
        using var seen = SeenEvents.Read(null, vendor, lease);
        System.Text.Json.Nodes.JsonObject? manifest = null;
        for (var page = 0; page < 150; page++)
        {
            await AddAsync(seen, page * 2000, 2000, expected: true, perSecond);
            manifest = await seen.CheckpointAsync(Start, default);
        }

        var buckets = manifest!["buckets"]!.AsArray();
        Assert.InRange(buckets.Count, 1, 48);
        Assert.InRange(buckets.Sum(bucket => (int)bucket!["count"]!), 1, 300_000);
        Assert.All(buckets, bucket => Assert.InRange((int)bucket!["count"]!, 1, 250_000));
        Assert.InRange(manifest.ToJsonString().Length, 1, 60_000);

        // The newest are what is kept.
        await AddAsync(seen, 299_000, 1000, expected: false, perSecond);
    }

    public async Task DisposeAsync()
    {
        await lease.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task AddAsync(SeenEvents seen, int from, int count, bool expected, double? perSecond = 100)
    {
        using var page = PageOf(from, count, perSecond);
        await seen.LoadAsync(page, default);
        Assert.All(page.Events, item => Assert.Equal(expected, seen.Add(item.Time, item.Id)));
    }

    private static Page PageOf(int from, int count, double? perSecond = 100) => new([.. Enumerable.Range(from, count).Select(n =>
        new LogEvent(default, new UInt128((ulong)n * 0x9E3779B97F4A7C15, (ulong)n), true, perSecond is { } rate ? Start.AddSeconds(n / rate) : null))]);
}
