using System.Globalization;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What a request asks the events for: https://developer.box.com/reference/get-events. Events of one user and a choice of event types are
/// not what a collector asks for, and are not known here.
/// </summary>
/// <param name="IsStreaming">Whether of <c>admin_logs_streaming</c>; else of <c>admin_logs</c>.</param>
/// <param name="Position">How many entries are before the page; null for the first page.</param>
/// <param name="IsNow">Whether for the position behind all of them only.</param>
/// <param name="From">The earliest time of an event, UTC.</param>
/// <param name="Before">The time that all events are before, UTC.</param>
/// <param name="Limit">How many events at the most: 1 to 500.</param>
internal sealed record BoxQuery(bool IsStreaming, int? Position, bool IsNow, DateTimeOffset From, DateTimeOffset Before, int Limit)
{
    private const int DefaultLimit = 100;
    private const int MostEvents = 500;

    /// <exception cref="SandboxRefusal">A parameter is missing, unknown, or not what it should be.</exception>
    public static BoxQuery Parse(SandboxRequest request)
    {
        request.Only("stream_type", "stream_position", "limit", "created_after", "created_before");
        var isStreaming = request.Required("stream_type") switch
        {
            "admin_logs" => false,
            "admin_logs_streaming" => true,
            _ => throw request.Wrong("stream_type"),
        };
        var position = request.Single("stream_position");
        var from = TimeOf(request, "created_after", isStreaming);
        var to = TimeOf(request, "created_before", isStreaming);
        var limit = LimitOf(request);

        // Box heeds the dates only where there is no position.
        return position is null or "0" or "" ? new(isStreaming, null, false, from ?? DateTimeOffset.MinValue, EndOf(to), limit)
            : position == "now" ? new(isStreaming, null, true, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, limit)
            : BoxPosition.Of(isStreaming).Read(position) is { } entries && !request.IsStruckBy(FaultKind.Forget)
                ? new(isStreaming, entries, false, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, limit)
            : throw Malformed();
    }

    /// <summary>The refusal of a position that the stream never gave.</summary>
    public static SandboxRefusal Malformed() => new(BoxError.BadPosition, "stream_position is none that was given");

    // Both ends are inclusive, in whole seconds.
    private static DateTimeOffset EndOf(DateTimeOffset? to) => to?.AddSeconds(1) ?? DateTimeOffset.MaxValue;

    private static int LimitOf(SandboxRequest request) => request.Single("limit") is not { } text ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostEvents ? limit
        : throw request.Wrong("limit", $"limit is not 1 to {MostEvents}");

    private static DateTimeOffset? TimeOf(SandboxRequest request, string name, bool isStreaming)
    {
        string[] forms = ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss'Z'"];
        return request.Single(name) is not { } text ? null
            : isStreaming ? throw request.Wrong(name, $"{name} is for admin_logs only")
            : DateTimeOffset.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw request.Wrong(name);
    }
}
