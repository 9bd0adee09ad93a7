using System.Globalization;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// A page of a log as Duo writes it, each log in the form of its own. https://duo.com/docs/adminapi#logs
/// </summary>
internal static class DuoPage
{
    /// <summary>A page of the older logs, which is the last one where it has less than the most, whatever the options say.</summary>
    public static SandboxReply OfAdministrator(SandboxLog log, DuoQuery query) =>
        OfV1(log, log.Listed(query.From, query.Before).Take(query.Limit));

    /// <summary>A page of a log that keeps to no most, and is not cut within a second.</summary>
    public static SandboxReply OfOfflineEnrollment(SandboxLog log, DuoQuery query)
    {
        var page = Slice(log, query).Numbers;
        return OfV1(log, page.Count == 0 ? page : log.Listed(query.From, NextSecond(log.TimeOf(page[^1]))));
    }

    public static SandboxReply Of(DuoLogKind kind, SandboxLog log, DuoQuery query)
    {
        var slice = Slice(log, query);
        var (time, id) = slice.Next is { } next
            ? (log.TimeOf(next).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), $"{DuoEventId.Of(kind, next)}")
            : ("", "");
        var metadata = (kind, slice.Next) switch
        {
            (DuoLogKind.Authentication, null) => $$""" "next_offset":null,"total_objects":{{slice.Count}} """,
            (DuoLogKind.Authentication, _) => $$""" "next_offset":["{{time}}","{{id}}"],"total_objects":{{slice.Count}} """,
            (_, null) => $$""" "total_objects":{"relation":"eq","value":{{slice.Count}} } """,
            _ => $$""" "next_offset":"{{time}},{{id}}","total_objects":{"relation":"eq","value":{{slice.Count}} } """,
        };
        var events = kind == DuoLogKind.Authentication ? "authlogs" : "items";
        return new SandboxReply()
            .Write($$"""{"stat":"OK","response":{"{{events}}":[""")
            .Write(log, slice.Numbers)
            .Write("""],"metadata":{""")
            .Write(metadata)
            .Write("}}}");
    }

    private static SandboxReply OfV1(SandboxLog log, IEnumerable<int> numbers) =>
        new SandboxReply().Write("""{"response":[""").Write(log, numbers).Write("""],"stat":"OK"}""");

    private static DateTimeOffset NextSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds() + 1);

    private static LogSlice Slice(SandboxLog log, DuoQuery query) =>
        log.Slice(query.From, query.Before, query.After, query.Descending, query.Limit);
}
