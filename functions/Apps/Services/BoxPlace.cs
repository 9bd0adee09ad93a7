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

    /// <summary>The earliest time, UTC, at which the stream can have listed what is still to be read of it.</summary>
    public DateTimeOffset ListedFrom { get; private init; }

    /// <summary>Box's own; null for the first page of the history.</summary>
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
        poll.From < now - Horizon ? new BoxPlace { IsHistory = true } : FromOldest(poll.From, poll.From);

    /// <returns>Null where the text is none of a place.</returns>
    public static BoxPlace? Parse(string text) => text.Split(':', 2) switch
    {
        ["history", var position] => new BoxPlace { IsHistory = true, Position = position.Length > 0 ? position : null },
        ["oldest", var rest] when rest.Split(':', 3) is [var cut, var from, { Length: > 0 } position]
            && Time(cut) is { } time && Time(from) is { } listed =>
            new BoxPlace { Cut = time, ListedFrom = listed, Position = position },
        ["live", var rest] when rest.Split(':', 2) is [var from, { Length: > 0 } position] && Time(from) is { } listed =>
            new BoxPlace { ListedFrom = listed, Position = position },
        _ => null,
    };

    /// <summary>Whether the stream may no longer keep what is still to be read of it.</summary>
    public bool IsForgotten(DateTimeOffset now) => !IsHistory && ListedFrom < now - Kept;

    /// <summary>Whether an event of this time belongs to this part; one without a time belongs to each.</summary>
    /// <param name="from">Where the window starts.</param>
    public bool Keeps(DateTimeOffset? time, DateTimeOffset from, DateTimeOffset now) =>
        time is null || (IsHistory ? time >= from && time < HistoryEnd(now) : Cut is null || time >= Cut);

    /// <summary>Where the window goes on after a page.</summary>
    /// <param name="next">The position behind the page; null where Box names none.</param>
    /// <param name="latest">The latest time of the page's events, UTC; null where it has none.</param>
    /// <param name="isDrained">Whether there is nothing behind it.</param>
    /// <param name="from">Where the window starts.</param>
    /// <param name="now">When the page was asked for.</param>
    /// <returns>Null where the window ends with the page.</returns>
    public BoxPlace? Following(string? next, DateTimeOffset? latest, bool isDrained, DateTimeOffset from, DateTimeOffset now)
    {
        var end = HistoryEnd(now);
        return this switch
        {
            { IsHistory: true } when isDrained || latest >= end => FromOldest(from > end - Seam ? from : end - Seam, end),
            { IsHistory: true } => this with { Position = next },
            _ => isDrained ? null : this with { Position = next, ListedFrom = Behind(latest, now) },
        };
    }

    /// <summary>
    /// From where later windows can go on after a page, whatever the time of an event; null where they cannot yet: before the oldest part
    /// is drained, its place would bring what is before the cut again.
    /// </summary>
    public BoxPlace? Reached(string? next, DateTimeOffset? latest, bool isDrained, DateTimeOffset now) =>
        IsHistory || (Cut is not null && !isDrained)
            ? null
            : new BoxPlace { Position = next ?? Position, ListedFrom = isDrained ? WholeSecond(now) : Behind(latest, now) };

    /// <summary>As a page token, or a position, which is no secret.</summary>
    public override string ToString() => this switch
    {
        { IsHistory: true } => $"history:{Position}",
        { Cut: { } cut } => $"oldest:{cut.ToUnixTimeSeconds()}:{ListedFrom.ToUnixTimeSeconds()}:{Position}",
        _ => $"live:{ListedFrom.ToUnixTimeSeconds()}:{Position}",
    };

    private static BoxPlace FromOldest(DateTimeOffset cut, DateTimeOffset listedFrom) =>
        new() { Cut = cut, ListedFrom = listedFrom, Position = Oldest };

    // Up to where the history is read: all that happened later is still on the stream.
    private static DateTimeOffset HistoryEnd(DateTimeOffset now) => WholeSecond(now - Horizon);

    // An event is listed after it happened, and what is listed behind it later still.
    private DateTimeOffset Behind(DateTimeOffset? latest, DateTimeOffset now)
    {
        var known = latest < now ? latest.Value : now;
        return latest is not null && known > ListedFrom ? WholeSecond(known) : ListedFrom;
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerSecond));

    private static DateTimeOffset? Time(string seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 36
            ? DateTimeOffset.FromUnixTimeSeconds(number)
            : null;
}
