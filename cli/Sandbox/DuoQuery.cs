using System.Globalization;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What a request asks a log for: the events from one time to before another, at most so many, on from the event after which the page
/// before ended. https://duo.com/docs/adminapi#logs
/// </summary>
internal sealed record DuoQuery(DateTimeOffset From, DateTimeOffset Before, int Limit, bool Descending = false, int? After = null)
{
    private const int MostEvents = 1000;
    private const int DefaultLimit = 100;

    /// <exception cref="SandboxRefusal">A parameter is missing, unknown, or not what it should be; the refusal names it.</exception>
    public static DuoQuery ParseV1(SandboxRequest request)
    {
        request.Only("mintime");
        return new(DateTimeOffset.FromUnixTimeSeconds(Number(request, "mintime", 1, 10)), DateTimeOffset.MaxValue, MostEvents);
    }

    /// <inheritdoc cref="ParseV1"/>
    public static DuoQuery Parse(DuoLogKind kind, SandboxLog log, SandboxRequest request)
    {
        request.Only(["mintime", "maxtime", "limit", "sort"], repeatable: ["next_offset"]);
        var (from, to) = (Number(request, "mintime", 13, 13), Number(request, "maxtime", 13, 13));
        return from < to
            ? new(Milliseconds(from), Milliseconds(to + 1), LimitOf(request), IsDescending(request), OffsetOf(kind, log, request))
            : throw request.Wrong("mintime", "mintime is not before maxtime");
    }

    private static int LimitOf(SandboxRequest request) => request.Single("limit") is null ? DefaultLimit
        : Number(request, "limit", 1, 4) is >= 1 and <= MostEvents and var limit ? (int)limit
        : throw request.Wrong("limit", $"limit is not 1 to {MostEvents}");

    private static bool IsDescending(SandboxRequest request) => request.Single("sort") switch
    {
        null or "ts:desc" => true,
        "ts:asc" => false,
        _ => throw request.Wrong("sort"),
    };

    // One value with a comma, or the two values of the array that Duo answered.
    private static int? OffsetOf(DuoLogKind kind, SandboxLog log, SandboxRequest request)
    {
        var offset = request.Query
            .Where(parameter => parameter.Key == "next_offset").SelectMany(parameter => parameter.Value.Split(',')).ToArray();
        return offset is [] ? null
            : offset is [var time, var id] && !request.IsStruckBy(FaultKind.Forget)
                && DuoEventId.IndexOf(kind, id) is { } i && i < log.Count
                && time == log.TimeOf(i).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ? i
            : throw request.Wrong("next_offset");
    }

    private static long Number(SandboxRequest request, string name, int leastDigits, int mostDigits) =>
        request.Required(name) is var text && text.Length >= leastDigits && text.Length <= mostDigits
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw request.Wrong(name);

    private static DateTimeOffset Milliseconds(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);
}
