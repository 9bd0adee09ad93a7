namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>What a log lists at a moment: neither events that are too young nor late ones that have not turned up yet.</summary>
internal readonly struct LogView(LogTimes times, DateTimeOffset now, DateTimeOffset newest, DateTimeOffset newestLate)
{
    // An event is listed from its time plus the delay on, that moment included.
    private readonly int lateEnd = times.CountBefore(newestLate.AddTicks(1));

    /// <summary>No event with this number or a higher one is listed.</summary>
    public int End { get; } = times.CountBefore(newest.AddTicks(1));

    public bool Lists(int i) =>
        times.Script is null ? i < lateEnd || (i < End && !times.IsLate(i)) : times.ListedFrom(i) <= now;

    /// <summary>How many of the events from one number to before another are listed.</summary>
    public int Count(int from, int to)
    {
        to = Math.Min(to, End);
        return from >= to ? 0
            : times.Script is null ? to - from - Late(Math.Min(to, Math.Max(from, lateEnd)), to)
            : Enumerable.Range(from, to - from).Count(Lists);
    }

    private int Late(int from, int to) => times.LateEvery == 0 ? 0 : (to / times.LateEvery) - (from / times.LateEvery);
}
