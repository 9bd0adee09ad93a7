using System.Globalization;
using StreamAlert.Apps.State;

namespace StreamAlert.Apps.Collecting;

/// <summary>
/// Moves identities out of the state into parts beside it once they are many. A part is never changed: the state names those that count,
/// so that a crash in between leaves the one or the other, and both are whole.
/// </summary>
internal static class SeenParts
{
    /// <summary>How many identities the state itself holds at the most: some 20 kB.</summary>
    private const int MostInState = 1024;

    /// <summary>How many parts a bucket may have before they are made one.</summary>
    private const int MostParts = 8;

    /// <param name="next">The number of the next part; the state never names one of that number or above.</param>
    /// <returns>The number of the next part after this.</returns>
    public static async Task<long> SealAsync(IList<SeenBucket> buckets, StateLease lease, long next, CancellationToken cancellationToken)
    {
        var fresh = buckets.Sum(bucket => bucket.Fresh.Count);
        if (fresh <= MostInState)
        {
            return next;
        }

        foreach (var bucket in buckets.OrderByDescending(bucket => bucket.Fresh.Count).ToList())
        {
            if (fresh <= MostInState / 2)
            {
                break;
            }

            fresh -= bucket.Fresh.Count;
            var isWhole = bucket.Parts.Count >= MostParts && bucket.Loaded is not null;
            var name = string.Create(CultureInfo.InvariantCulture, $"seen-{next++}");
            var ids = isWhole
                ? SeenBucket.ToBytes(bucket.Loaded!.All(), bucket.Loaded.Count)
                : SeenBucket.ToBytes(bucket.Fresh, bucket.Fresh.Count);
            await lease.WritePartAsync(name, ids, cancellationToken);
            if (isWhole)
            {
                bucket.Parts.Clear();
            }

            bucket.Parts.Add(name);
            bucket.Fresh.Clear();
            bucket.Fresh.TrimExcess();
        }

        return next;
    }
}
