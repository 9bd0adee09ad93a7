using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;

namespace StreamAlert.Apps.Collecting;

/// <summary>
/// The identities of the events that were delivered, in buckets of log time, so that an overlap, a sweep or a repeated page brings
/// nothing twice. Only the buckets that a page touches are in memory; a checkpoint writes only what is new. Bounded: beyond the bound the
/// oldest are forgotten, and a repeat may pass, under the event id that it had before.
/// </summary>
internal sealed class SeenEvents(StateLease lease, TimeSpan width) : IDisposable
{
    private const int MostIds = 1_000_000;
    private const int MostBuckets = 48;
    private const int MostLoaded = 100_000;
    private const int MostInBucket = 250_000;

    /// <summary>Where events are remembered whose time is unknown.</summary>
    private const long Timeless = long.MaxValue;

    private readonly SortedList<long, SeenBucket> buckets = [];
    private long pages;
    private long nextPart;

    /// <summary>The width of the buckets of a source.</summary>
    public static TimeSpan WidthFor(AppIntegration app)
    {
        var width = (app.Overlap + app.Lateness) / 16;
        return width < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : width;
    }

    /// <summary>Fetches what is known of the slots that a page touches.</summary>
    public async Task LoadAsync(Page page, CancellationToken cancellationToken)
    {
        pages++;
        var last = Timeless - 1;
        for (var at = 0; at < page.Events.Count; at++)
        {
            var slot = SlotOf(page.Events[at].Time);
            if (slot == last)
            {
                continue;
            }

            last = slot;
            var bucket = buckets.TryGetValue(slot, out var known) ? known : buckets[slot] = new SeenBucket();
            bucket.Used = pages;
            if (bucket.Loaded is null)
            {
                await LoadAsync(bucket, cancellationToken);
            }
        }
    }

    /// <summary>Remembers an identity; false where it was known. The slot of the time must have been loaded.</summary>
    public bool Add(DateTimeOffset? time, UInt128 id)
    {
        var bucket = buckets[SlotOf(time)];
        if (!bucket.Loaded!.Add(id))
        {
            return false;
        }

        bucket.Fresh.Add(id);
        bucket.Count++;
        return true;
    }

    public bool Contains(DateTimeOffset? time, UInt128 id) => buckets[SlotOf(time)].Loaded!.Contains(id);

    /// <summary>Writes what no longer fits into the state, and tells the state what to remember.</summary>
    /// <param name="watermark">Up to where the windows before this one were read, UTC: what this one may list again.</param>
    public async Task<JsonObject> CheckpointAsync(DateTimeOffset watermark, CancellationToken cancellationToken)
    {
        Bound(SlotOf(watermark));
        nextPart = await SeenParts.SealAsync(buckets.Values, lease, nextPart, cancellationToken);
        return SeenManifest.Write(buckets, width, nextPart);
    }

    public void ForgetBefore(DateTimeOffset time)
    {
        var oldest = SlotOf(time);
        while (buckets.Count > 0 && buckets.GetKeyAtIndex(0) < oldest)
        {
            Forget(0);
        }
    }

    /// <summary>The names of the parts that are still needed.</summary>
    public IReadOnlySet<string> Parts() => buckets.Values.SelectMany(bucket => bucket.Parts).ToHashSet(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var bucket in buckets.Values)
        {
            bucket.Unload();
        }
    }

    public static SeenEvents Read(JsonObject? manifest, AppIntegration app, StateLease lease)
    {
        var seen = new SeenEvents(lease, SeenManifest.ReadWidth(manifest) ?? WidthFor(app)) { nextPart = SeenManifest.ReadNext(manifest) };
        foreach (var (slot, bucket) in SeenManifest.ReadBuckets(manifest))
        {
            seen.buckets[slot] = bucket;
        }

        return seen;
    }

    private long SlotOf(DateTimeOffset? time) => time is { } known ? known.UtcTicks / width.Ticks : Timeless;

    private async Task LoadAsync(SeenBucket bucket, CancellationToken cancellationToken)
    {
        var ids = new IdSet(bucket.Count);
        foreach (var part in bucket.Parts)
        {
            // A part that is gone costs repeats, never events.
            foreach (var id in SeenBucket.FromBytes(await lease.ReadPartAsync(part, cancellationToken) ?? default))
            {
                ids.Add(id);
            }
        }

        bucket.Fresh.ForEach(id => ids.Add(id));
        bucket.Loaded = ids;
    }

    private void Forget(int place)
    {
        buckets.GetValueAtIndex(place).Unload();
        buckets.RemoveAt(place);
    }

    // In a window that is longer than what can be remembered, what it has in common with the window before it is needed to its end, where
    // the newest comes first, and the newest by the window after it: what is between them goes first.
    private void Bound(long watermark)
    {
        while (buckets.Count > 1 && (buckets.Count > MostBuckets || buckets.Values.Sum(bucket => (long)bucket.Count) > MostIds))
        {
            var between = buckets.Keys.Index().FirstOrDefault(slot => slot.Item > watermark).Index;
            Forget(between < buckets.Count - (MostBuckets / 2) ? between : 0);
        }

        foreach (var bucket in buckets.Values.Where(bucket => bucket.Count > MostInBucket))
        {
            bucket.ForgetHalf();
        }

        var loaded = buckets.Values.Sum(bucket => bucket.Loaded?.Count ?? 0);
        var idle = buckets.Values.Where(bucket => bucket.Loaded is not null && bucket.Used < pages).OrderBy(bucket => bucket.Used).ToList();
        foreach (var bucket in idle)
        {
            if (loaded <= MostLoaded)
            {
                break;
            }

            loaded -= bucket.Loaded!.Count;
            bucket.Unload();
        }
    }
}
