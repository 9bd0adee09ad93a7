namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>What a log lists at a moment: neither events that are too young nor late ones that have not turned up yet.</summary>
internal readonly struct DuoView(DuoLog log, DateTimeOffset now)
{
    // An event is listed from its time plus the delay on, that moment included.
    private readonly int end = log.CountBefore(now - log.Delay + TimeSpan.FromMilliseconds(1));
    private readonly int lateEnd = log.CountBefore(now - log.Delay - log.LateBy + TimeSpan.FromMilliseconds(1));

    public DuoLog Log => log;

    public bool Lists(int i) => i < lateEnd || (i < end && !log.IsLate(i));

    /// <summary>How many of the events from one number to before another are listed.</summary>
    public int Count(int from, int to)
    {
        to = Math.Min(to, end);
        return from >= to ? 0 : to - from - Late(Math.Min(to, Math.Max(from, lateEnd)), to);
    }

    private int Late(int from, int to) => log.LateEvery == 0 ? 0 : (to / log.LateEvery) - (from / log.LateEvery);
}
