using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Sinks;

/// <summary>
/// One event as one line of JSON: what the collector knows first, and last, under <c>event</c>, the vendor's own bytes. Only line breaks
/// between their tokens are left out; within a token JSON allows none.
/// </summary>
internal sealed class EventLine
{
    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    private static ReadOnlySpan<byte> Start => "{\"app\":"u8;

    private readonly byte[] beforeId;
    private readonly byte[] afterId;

    public EventLine(LogSource source, DateTimeOffset collectedAt)
    {
        beforeId = Encoding.UTF8.GetBytes(
            $$"""{"app":{{Quoted(source.App)}},"cluster":{{Quoted(source.Cluster)}},"service":{{Quoted(source.Service)}},"type":"""
            + $$"""{{Quoted(source.Type)}},"log":{{Quoted(source.Log)}},"event_id":" """.TrimEnd());
        var time = collectedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        afterId = Encoding.UTF8.GetBytes($"\",\"collected_at\":\"{time}\",\"event\":");
    }

    /// <summary>Whether a line, or what there is of it, can be one of these.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> line) => line.Length < Start.Length ? Start.StartsWith(line) : line.StartsWith(Start);

    public void Write(in LogEvent item, IBufferWriter<byte> to)
    {
        to.Write(beforeId);
        Span<byte> id = stackalloc byte[32];
        item.Id.TryFormat(id, out _, "x32", CultureInfo.InvariantCulture);
        to.Write(id);
        to.Write(afterId);
        var rest = item.Bytes.Span;
        int at;
        while ((at = rest.IndexOfAny(LineBreaks)) >= 0)
        {
            to.Write(rest[..at]);
            rest = rest[(at + 1)..];
        }

        to.Write(rest);
        to.Write("}\n"u8);
    }

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
