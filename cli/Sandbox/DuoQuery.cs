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

    /// <exception cref="DuoRefusal">A parameter is missing, unknown, or not what it should be; the refusal names it.</exception>
    public static DuoQuery Parse(DuoLog log, IReadOnlyList<KeyValuePair<string, string>> parameters)
    {
        var values = parameters.ToLookup(parameter => parameter.Key, parameter => parameter.Value);
        string[] known = log.IsV1 ? ["mintime"] : ["mintime", "maxtime", "limit", "sort", "next_offset"];
        if (values.Select(value => value.Key).Except(known).FirstOrDefault() is { } unknown)
        {
            throw DuoRefusal.BadParameter(unknown);
        }

        return log.IsV1
            ? new(DateTimeOffset.FromUnixTimeSeconds(Number("mintime", 1, 10)), DateTimeOffset.MaxValue, MostEvents)
            : Window(Number("mintime", 13, 13), Number("maxtime", 13, 13));

        DuoQuery Window(long from, long to) => from < to
            ? new(Milliseconds(from), Milliseconds(to + 1), Limit(), Descending(), After())
            : throw DuoRefusal.BadParameter("mintime");

        int Limit() => !values.Contains("limit") ? DefaultLimit
            : Number("limit", 1, 4) is >= 1 and <= MostEvents and var limit ? (int)limit : throw DuoRefusal.BadParameter("limit");

        bool Descending() => Single("sort") switch
        {
            null or "ts:desc" => true,
            "ts:asc" => false,
            _ => throw DuoRefusal.BadParameter("sort"),
        };

        // One value with a comma, or the two values of the array that Duo answered.
        int? After()
        {
            var offset = values["next_offset"].SelectMany(value => value.Split(',')).ToArray();
            return offset is [] ? null
                : offset is [var time, var id] && DuoEventId.IndexOf(log.Kind, id) is { } i && i < log.Count
                    && time == log.TimeOf(i).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) ? i
                : throw DuoRefusal.BadParameter("next_offset");
        }

        long Number(string name, int leastDigits, int mostDigits) =>
            Single(name) is { } text && text.Length >= leastDigits && text.Length <= mostDigits
                && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw DuoRefusal.BadParameter(name);

        string? Single(string name) => values[name].Count() <= 1 ? values[name].SingleOrDefault() : throw DuoRefusal.BadParameter(name);
    }

    private static DateTimeOffset Milliseconds(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);
}
