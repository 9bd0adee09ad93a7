using System.Buffers;
using System.Globalization;
using System.Text;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Writes a page of a log as Duo does, each log in the form of its own. https://duo.com/docs/adminapi#logs
/// </summary>
internal static class DuoPage
{
    public static void Write(DuoView view, DuoQuery query, int pageSize, IBufferWriter<byte> to)
    {
        var log = view.Log;
        to.Write(log.Kind switch
        {
            DuoLogKind.Authentication => """{"stat":"OK","response":{"authlogs":["""u8,
            DuoLogKind.Activity or DuoLogKind.Telephony => """{"stat":"OK","response":{"items":["""u8,
            _ => """{"response":["""u8,
        });

        var (from, before) = (log.CountBefore(query.From), log.CountBefore(query.Before));
        var next = WriteEvents(view, query, from, before, Math.Min(query.Limit, pageSize), to);
        if (log.IsV1)
        {
            to.Write("""],"stat":"OK"}"""u8);
            return;
        }

        var total = view.Count(from, before);
        var metadata = (log.Kind, next) switch
        {
            (DuoLogKind.Authentication, null) => $$""" "next_offset":null,"total_objects":{{total}} """,
            (DuoLogKind.Authentication, { } last) =>
                $$""" "next_offset":["{{Milliseconds(log, last)}}","{{Id(log, last)}}"],"total_objects":{{total}} """,
            (_, null) => $$""" "total_objects":{"relation":"eq","value":{{total}} } """,
            (_, { } last) =>
                $$""" "next_offset":"{{Milliseconds(log, last)}},{{Id(log, last)}}","total_objects":"""
                + $$"""{"relation":"eq","value":{{total}} } """,
        };
        to.Write("""],"metadata":{"""u8);
        Encoding.UTF8.GetBytes(metadata, to);
        to.Write("}}}"u8);
    }

    /// <returns>The number of the last event of the page where there are more after it, else null.</returns>
    private static int? WriteEvents(DuoView view, DuoQuery query, int from, int before, int most, IBufferWriter<byte> to)
    {
        var step = query.Descending ? -1 : 1;
        var i = query.Descending ? Math.Min(before, query.After ?? before) - 1 : Math.Max(from, (query.After + 1) ?? from);
        var last = -1;

        for (var written = 0; i >= from && i < before; i += step)
        {
            if (!view.Lists(i))
            {
                continue;
            }

            if (written++ == most)
            {
                return last;
            }

            if (last >= 0)
            {
                to.Write(", "u8);
            }

            view.Log.Write(i, to);
            last = i;
        }

        return null;
    }

    private static string Milliseconds(DuoLog log, int i) => log.TimeOf(i).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private static Guid Id(DuoLog log, int i) => DuoEventId.Of(log.Kind, i);
}
