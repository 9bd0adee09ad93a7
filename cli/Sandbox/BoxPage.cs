namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>A page of events as Box writes it: https://developer.box.com/reference/resources/events</summary>
internal sealed class BoxPage(SandboxLog log, TimeProvider clock, int most)
{
    // The history lists events later than the stream does, and keeps a year of them.
    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    private readonly BoxStream stream = new(log, clock);

    /// <exception cref="SandboxRefusal">The position is none that was given yet.</exception>
    public SandboxReply Of(BoxQuery query)
    {
        var limit = Math.Min(query.Limit, most);
        var count = query.IsStreaming ? stream.Count : CountBefore(clock.GetUtcNow() - Lag);
        if (query.Position > count)
        {
            throw BoxQuery.Malformed();
        }

        var (numbers, next) = query switch
        {
            { IsNow: true } => ([], count),
            { IsStreaming: true } => stream.Read(query.Position ?? 0, limit),
            _ => History(query, limit),
        };

        // Where there is neither an event nor a position to begin with, the one behind it is of no use.
        var position = numbers.Count == 0 && query is { Position: null, IsNow: false }
            ? "0"
            : BoxPosition.Of(query.IsStreaming).Json(next);
        return new SandboxReply()
            .Write($$"""{"chunk_size":{{numbers.Count}},"next_stream_position":{{position}},"entries":[""")
            .Write(log, numbers)
            .Write("]}");
    }

    // In the order of their time: what is listed late, behind the position of a client that has gone on, that client never sees.
    private (IReadOnlyList<int> Numbers, int Next) History(BoxQuery query, int limit)
    {
        var now = clock.GetUtcNow();
        var from = query.From > now - Kept ? query.From : now - Kept;
        var before = query.Before < now - Lag ? query.Before : now - Lag;
        var numbers = log.Slice(from, before, query.Position - 1, descending: false, limit).Numbers;
        return (numbers, numbers.Count > 0 ? numbers[^1] + 1 : query.Position ?? 0);
    }

    private int CountBefore(DateTimeOffset time)
    {
        var (low, high) = (0, log.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = log.TimeOf(middle) < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
