using System.Buffers;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// One of Duo's logs, oldest event first. An event is computed from its number, 0 to <see cref="Count"/> - 1, whenever it is asked
/// for: nothing is stored, and the same options give the same bytes.
/// </summary>
public sealed class DuoLog
{
    // So that isotimestamp has something to show below the millisecond.
    private const int Microseconds = 123;

    private readonly SandboxOptions options;
    private readonly DateTimeOffset first;

    internal DuoLog(DuoLogKind kind, SandboxOptions options, DateTimeOffset started)
    {
        this.options = options;
        Kind = kind;

        // By default the last event is older than the delay and another second.
        var time = options.First
            ?? started - options.Delay - TimeSpan.FromMilliseconds(1001) - SinceFirst(Math.Max(0, options.Events - 1));
        first = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
    }

    public int Count => options.Events;

    /// <summary>Whether it is one of the older logs: times in seconds, no ids, paged by raising <c>mintime</c>.</summary>
    public bool IsV1 => Kind is DuoLogKind.Administrator or DuoLogKind.OfflineEnrollment;

    internal DuoLogKind Kind { get; }

    internal TimeSpan LateBy => options.LateBy;

    internal int LateEvery => options.LateEvery;

    internal TimeSpan Delay => options.Delay;

    /// <summary>
    /// The time of an event in UTC, to the millisecond. What Duo filters and pages by; <c>timestamp</c> in the event is its whole second.
    /// </summary>
    public DateTimeOffset TimeOf(int i) => DateTimeOffset.FromUnixTimeMilliseconds(PreciseTimeOf(i).ToUnixTimeMilliseconds());

    /// <summary>From when on an event is listed, in UTC.</summary>
    public DateTimeOffset ListedFrom(int i) => TimeOf(i) + Delay + (IsLate(i) ? LateBy : TimeSpan.Zero);

    /// <summary>Writes the event's JSON, without anything before or after it.</summary>
    public void Write(int i, IBufferWriter<byte> to)
    {
        i = Original(i);
        DuoEventText.Write(Kind, i, PreciseTimeOf(i), to);
    }

    public byte[] Event(int i)
    {
        var bytes = new ArrayBufferWriter<byte>(2048);
        Write(i, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    internal bool IsLate(int i) => LateEvery > 0 && (i + 1) % LateEvery == 0;

    /// <summary>The number of events before a time, which is the number of the first event at it or after it.</summary>
    internal int CountBefore(DateTimeOffset time)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = TimeOf(middle) < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private DateTimeOffset PreciseTimeOf(int i)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(i);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(i, Count);
        return first + SinceFirst(Original(i)) + TimeSpan.FromMicroseconds(Microseconds);
    }

    private TimeSpan SinceFirst(int i) =>
        TimeSpan.FromMicroseconds((long)(i / options.SameTimestamp * (options.SameTimestamp * 1e6 / options.EventsPerSecond)));

    private int Original(int i) => IsV1 && options.IdenticalEvery > 0 && (i + 1) % options.IdenticalEvery == 0 ? i - 1 : i;
}
