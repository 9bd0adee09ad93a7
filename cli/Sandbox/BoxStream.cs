namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// <c>admin_logs_streaming</c>: the events in the order in which they are listed, late ones late, now and then one twice, and two weeks of
/// them. https://developer.box.com/guides/events/enterprise-events/migrate-to-stream
/// </summary>
internal sealed class BoxStream(SandboxLog log, TimeProvider clock)
{
    private const int RepeatEvery = 13;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(20);

    // Of each entry, in their order: when it is listed, in ticks, and the event's number.
    private readonly Lazy<(long[] Times, int[] Numbers)> entries = new(() => Sort(log));

    /// <summary>How many entries are listed by now, those that are no longer kept included.</summary>
    public int Count => CountBefore(clock.GetUtcNow().AddTicks(1));

    /// <summary>The events of a page, and how many entries are before the next one.</summary>
    /// <param name="position">How many entries are before the page; where those behind it are no longer kept, it begins later.</param>
    /// <param name="most">How many events at the most.</param>
    public (IReadOnlyList<int> Numbers, int Next) Read(int position, int most)
    {
        var first = Math.Max(position, CountBefore(clock.GetUtcNow() - Kept));
        var end = Math.Min(Count, first + most);
        return first < end ? (entries.Value.Numbers[first..end], end) : ([], position);
    }

    private int CountBefore(DateTimeOffset time)
    {
        var at = Array.BinarySearch(entries.Value.Times, time.UtcTicks);
        at = at < 0 ? ~at : at;
        while (at > 0 && entries.Value.Times[at - 1] == time.UtcTicks)
        {
            at--;
        }

        return at;
    }

    private static (long[] Times, int[] Numbers) Sort(SandboxLog log)
    {
        var all = Enumerable.Range(0, log.Count)
            .SelectMany<int, (long Time, int Number)>(i => i % RepeatEvery == RepeatEvery - 1
                ? [(log.ListedFrom(i).UtcTicks, i), ((log.ListedFrom(i) + RepeatAfter).UtcTicks, i)]
                : [(log.ListedFrom(i).UtcTicks, i)])
            .Order().ToArray();
        return (Array.ConvertAll(all, entry => entry.Time), Array.ConvertAll(all, entry => entry.Number));
    }
}
