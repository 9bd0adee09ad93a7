namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>When the events of a log happen, and from when on they are listed: at an even pace, or as a script has it.</summary>
internal sealed class LogTimes
{
    // So that texts have something to show below the millisecond.
    private const int Microseconds = 123;

    private readonly SandboxOptions options;
    private readonly TimeSpan delay;
    private readonly int identicalEvery;
    private readonly DateTimeOffset first;

    public LogTimes(SandboxOptions options, TimeSpan delay, DateTimeOffset started, bool hasIds)
    {
        (this.options, this.delay) = (options, delay);
        identicalEvery = hasIds ? 0 : options.IdenticalEvery;

        // By default the last event is older than the delay and another second.
        var time = options.First ?? started - delay - TimeSpan.FromMilliseconds(1001) - SinceFirst(Math.Max(0, options.Events - 1));
        first = WholeMilliseconds(time);
    }

    public IReadOnlyList<ScriptedEvent>? Script => options.Script;

    public int Count => Script?.Count ?? options.Events;

    public int LateEvery => options.LateEvery;

    /// <summary>The time of an event in UTC, to the millisecond.</summary>
    public DateTimeOffset Of(int i) => WholeMilliseconds(Precise(i));

    public DateTimeOffset Precise(int i)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(i);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i, Count);
        return Script?[i].Time.ToUniversalTime() ?? first + SinceFirst(Original(i)) + TimeSpan.FromMicroseconds(Microseconds);
    }

    public DateTimeOffset ListedFrom(int i) =>
        Of(i) + delay + (Script?[i].LateBy ?? (IsLate(i) ? options.LateBy : TimeSpan.Zero));

    public bool IsLate(int i) => LateEvery > 0 && (i + 1) % LateEvery == 0;

    /// <summary>The number of the event whose very bytes this one has: mostly its own.</summary>
    public int Original(int i) =>
        identicalEvery > 0 && (i + 1) % identicalEvery == 0 && (Script is null || Script[i].Time == Script[i - 1].Time) ? i - 1 : i;

    /// <summary>The number of the events before a time, which is the number of the first event at it or after it.</summary>
    public int CountBefore(DateTimeOffset time)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = Of(middle) < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    public LogView At(DateTimeOffset now) => new(this, now, now - delay, now - delay - options.LateBy);

    private static DateTimeOffset WholeMilliseconds(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());

    private TimeSpan SinceFirst(int i) =>
        TimeSpan.FromMicroseconds((long)(i / options.SameTimestamp * (options.SameTimestamp * 1e6 / options.EventsPerSecond)));
}
