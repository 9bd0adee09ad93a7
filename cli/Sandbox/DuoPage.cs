using System.Globalization;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// A page of a log as Duo writes it, each log in the form of its own. https://duo.com/docs/adminapi#logs
/// </summary>
internal static class DuoPage
{
    public static SandboxReply OfV1(SandboxLog log, DuoQuery query) =>
        new SandboxReply().Write("""{"response":[""").Write(log, Slice(log, query).Numbers).Write("""],"stat":"OK"}""");

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

    private static LogSlice Slice(SandboxLog log, DuoQuery query) =>
        log.Slice(query.From, query.Before, query.After, query.Descending, query.Limit);
}
