using System.Globalization;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// Where in Box's two streams of events a reader is. One of three parts: the <em>history</em> in <c>admin_logs</c>, up to a cut that
/// moves with the clock; then <c>admin_logs_streaming</c> from its <em>oldest</em> event on, of which the events before the cut are known;
/// then <em>live</em>, from where that ended, whatever the time of an event. Each event is in one part by its own time; what both streams
/// list has the same id in both: https://developer.box.com/guides/events/enterprise-events/migrate-to-stream
/// </summary>
internal sealed record BoxPlace
{
    /// <summary>The stream's position before all that it keeps.</summary>
    public const string Oldest = "0";

    // The stream keeps two weeks, and silently begins with its oldest event where it is asked for older ones. Up to half a day may pass
    // between the history's end and the next page; the rest is for clocks, and for what two weeks are.
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(13);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(13.5);

    // The history is chronological, but nobody says by which of an event's times: what is near the cut is taken from both streams, and
    // told apart by its id.
    private static readonly TimeSpan Seam = TimeSpan.FromHours(12);

    public bool IsHistory { get; private init; }

    /// <summary>Of the oldest part: which events are known by their time, UTC; null where time does not count.</summary>
    public DateTimeOffset? Cut { get; private init; }

    /// <summary>
    /// The earliest time, UTC, at which the stream can have listed what is still to be read of it; in the history, up to when it is read.
    /// </summary>
    public DateTimeOffset ReadTo { get; private init; }

    /// <summary>Box's own; null where the history is read by time.</summary>
    public string? Position { get; private init; }

    /// <summary>Whether Box named the position, and can refuse it.</summary>
    public bool IsAtPosition => Position is not (null or Oldest);

    /// <summary>Where a window starts: where the last one ended, if the stream still keeps what came since.</summary>
    public static BoxPlace Start(Poll poll, DateTimeOffset now) =>
        poll.Position is { } text && Parse(text) is { IsHistory: false, Cut: null } known && !known.IsForgotten(now)
            ? known
            : Anew(poll, now);

    /// <summary>Where a window starts whose position is not known.</summary>
    public static BoxPlace Anew(Poll poll, DateTimeOffset now) =>
        poll.From < now - Horizon ? new BoxPlace { IsHistory = true, ReadTo = poll.From } : FromOldest(poll.From, poll.From);

    /// <returns>Null where the text is none of a place.</returns>
    public static BoxPlace? Parse(string text) => text.Split(':', 2) switch
    {
        ["history", var rest] when rest.Split(':', 2) is [var to, var position] && Time(to) is { } time =>
            new BoxPlace { IsHistory = true, ReadTo = time, Position = position.Length > 0 ? position : null },
        ["oldest", var rest] when rest.Split(':', 3) is [var cut, var to, { Length: > 0 } position]
            && Time(cut) is { } known && Time(to) is { } time =>
            new BoxPlace { Cut = known, ReadTo = time, Position = position },
        ["live", var rest] when rest.Split(':', 2) is [var to, { Length: > 0 } position] && Time(to) is { } time =>
            new BoxPlace { ReadTo = time, Position = position },
        _ => null,
    };

    /// <summary>Where to go on where Box refuses the position; null where only the window's start is left.</summary>
    public BoxPlace? Without(Poll poll, DateTimeOffset now) =>
        IsHistory ? this with { Position = null }

        // It is that of earlier windows: the window's start would be there again, now and in each run to come.
        : poll.Token is null ? Anew(poll, now) : null;

    /// <summary>From when on the history is asked for: a little before it was read to, as at the cut.</summary>
    public DateTimeOffset AskedFrom(Poll poll) => poll.From > ReadTo - Seam ? poll.From : ReadTo - Seam;

    /// <summary>Whether the stream may no longer keep what is still to be read of it.</summary>
    public bool IsForgotten(DateTimeOffset now) => !IsHistory && ReadTo < now - Kept;

    /// <summary>Whether an event of this time belongs to this part; one without a time belongs to each.</summary>
    /// <param name="from">Where the window starts.</param>
    /// <param name="asOf">When the page was asked for.</param>
    public bool Keeps(DateTimeOffset? time, DateTimeOffset from, DateTimeOffset asOf) =>
        time is null || (IsHistory ? time >= from && time < HistoryEnd(asOf) : Cut is null || time >= Cut);

    /// <summary>Where the window goes on after a page.</summary>
    /// <param name="next">The position behind the page; null where Box names none.</param>
    /// <param name="latest">The latest time of the page's events, UTC; null where it has none.</param>
    /// <param name="isDrained">Whether there is nothing behind it.</param>
    /// <param name="from">Where the window starts.</param>
    /// <param name="asOf">When the page was asked for.</param>
    /// <returns>Null where the window ends with the page.</returns>
    public BoxPlace? Following(string? next, DateTimeOffset? latest, bool isDrained, DateTimeOffset from, DateTimeOffset asOf)
    {
        var end = HistoryEnd(asOf);
        return this switch
        {
            { IsHistory: true } when isDrained || latest >= end => FromOldest(from > end - Seam ? from : end - Seam, end),
            { IsHistory: false } when isDrained => null,
            _ => this with { Position = next, ReadTo = Behind(latest, asOf) },
        };
    }

    /// <summary>
    /// From where later windows can go on after a page, whatever the time of an event; null where they cannot yet: before the oldest part
    /// is drained, its place would bring what is before the cut again.
    /// </summary>
    public BoxPlace? Reached(string? next, DateTimeOffset? latest, bool isDrained, DateTimeOffset asOf) =>
        IsHistory || (Cut is not null && !isDrained)
            ? null
            : new BoxPlace { Position = next ?? Position, ReadTo = isDrained ? WholeSecond(asOf) : Behind(latest, asOf) };

    /// <summary>As a page token, or a position, which is no secret.</summary>
    public override string ToString() => this switch
    {
        { IsHistory: true } => $"history:{ReadTo.ToUnixTimeSeconds()}:{Position}",
        { Cut: { } cut } => $"oldest:{cut.ToUnixTimeSeconds()}:{ReadTo.ToUnixTimeSeconds()}:{Position}",
        _ => $"live:{ReadTo.ToUnixTimeSeconds()}:{Position}",
    };

    private static BoxPlace FromOldest(DateTimeOffset cut, DateTimeOffset readTo) =>
        new() { Cut = cut, ReadTo = readTo, Position = Oldest };

    // Up to where the history is read: all that happened later is still on the stream.
    private static DateTimeOffset HistoryEnd(DateTimeOffset asOf) => WholeSecond(asOf - Horizon);

    // An event is listed after it happened, and what is listed behind it later still.
    private DateTimeOffset Behind(DateTimeOffset? latest, DateTimeOffset asOf)
    {
        var known = latest < asOf ? latest.Value : asOf;
        return latest is not null && known > ReadTo ? WholeSecond(known) : ReadTo;
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));

    private static DateTimeOffset? Time(string seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 36
            ? DateTimeOffset.FromUnixTimeSeconds(number)
            : null;
}
