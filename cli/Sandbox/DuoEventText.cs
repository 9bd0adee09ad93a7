using System.Buffers;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// The text of events, about 1 kB each, and all that a collector may not touch: spacing, the order of keys, the digits of numbers,
/// escapes, fields that no documentation knows.
/// </summary>
internal static class DuoEventText
{
    private const int MostBytes = 2048;

    public static void Write(DuoLogKind kind, int i, DateTimeOffset time, IBufferWriter<byte> to)
    {
        Span<byte> text = stackalloc byte[MostBytes];
        var length = kind switch
        {
            DuoLogKind.Authentication => DuoV2Text.Authentication(text, i, DuoEventId.Of(kind, i), time),
            DuoLogKind.Activity => DuoV2Text.Activity(text, i, DuoEventId.Of(kind, i), time),
            DuoLogKind.Telephony => DuoV2Text.Telephony(text, i, DuoEventId.Of(kind, i), time),
            DuoLogKind.Administrator => DuoV1Text.Administrator(text, i, time),
            _ => DuoV1Text.OfflineEnrollment(text, i, time),
        };

        // Lines of the templates are for their reader; what stands between them in an event differs from event to event.
        var gap = (i % 7) switch { 6 => "\n    "u8, 4 => " "u8, 2 => " \t "u8, _ => ""u8 };
        for (var rest = text[..length]; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n');
            to.Write(end < 0 ? rest : rest[..end]);
            to.Write(end < 0 ? ""u8 : gap);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }
    }
}
