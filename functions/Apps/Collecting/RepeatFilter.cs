using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Collecting;

/// <summary>
/// Tells new events from repeats. An event with a vendor's id is new once. Where the bytes are the identity, the n-th event of the same
/// bytes in one read is new unless n of them are remembered: what was met in the read at hand is therefore remembered as well.
/// </summary>
internal sealed class RepeatFilter(SeenEvents seen, bool pagesOverlap)
{
    // Odd numbers, so that the n-th of the same bytes, and the mark that it was met in a read, are identities of their own.
    private static readonly UInt128 Again = new(0x9E3779B97F4A7C15, 0xF39CC0605CEDC835);
    private static readonly UInt128 MetAgain = new(0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9);
    private static readonly UInt128 MetInRead = new(0x2545F4914F6CDD1D, 0x27D4EB2F165667C5);

    /// <summary>The events of a page that were not delivered yet, in its order; each with the identity that it keeps for good.</summary>
    /// <param name="read">The number of the read that the page belongs to.</param>
    public List<LogEvent> Fresh(Page page, long read)
    {
        var fresh = new List<LogEvent>(page.Events.Count);
        var metOnPage = pagesOverlap ? new HashSet<UInt128>() : null;
        for (var at = 0; at < page.Events.Count; at++)
        {
            var item = page.Events[at];
            if (!item.HasVendorId)
            {
                item = item with { Id = Numbered(item, read, metOnPage) };
            }

            if (seen.Add(item.Time, item.Id))
            {
                fresh.Add(item);
            }
        }

        return fresh;
    }

    private UInt128 Numbered(in LogEvent item, long read, HashSet<UInt128>? metOnPage)
    {
        for (UInt128 n = 0; ; n++)
        {
            var met = unchecked(item.Id + ((n + 1) * MetAgain) + ((UInt128)(ulong)read * MetInRead));
            if (metOnPage?.Add(met) ?? seen.Add(item.Time, met))
            {
                return unchecked(item.Id + (n * Again));
            }
        }
    }
}
