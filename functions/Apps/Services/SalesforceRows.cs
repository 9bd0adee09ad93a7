using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>The rows of a page, turned into JSON one after another in pooled memory.</summary>
/// <param name="type">The app's type.</param>
/// <param name="isRaw">Whether a row stays the line that it is.</param>
internal sealed class SalesforceRows(string type, bool isRaw) : IBufferWriter<byte>, IDisposable
{
    private const int MostRows = 1000;
    private const int MostBytes = 2 << 20;
    private const int Smallest = 64 << 10;

    private readonly List<(int Start, UInt128 Id)> rows = [];
    private readonly IdentityHash identity = new(type);
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(Smallest);
    private int length;
    private Utf8JsonWriter? json;

    /// <summary>What an event says stays readable: only what JSON itself wants escaped is.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public bool IsFull => rows.Count >= MostRows || length >= MostBytes;

    /// <summary>Adds the row that a reader is at.</summary>
    public void Add(SalesforceReader reader)
    {
        rows.Add((length, IdOf(reader.Entry.Id, reader.Row)));
        json ??= new Utf8JsonWriter(this, new JsonWriterOptions { Encoder = Encoder, SkipValidation = true });
        if (isRaw)
        {
            reader.WriteLine(json);
        }
        else
        {
            reader.WriteObject(json);
        }

        json.Flush();
        json.Reset();
    }

    /// <summary>The events, which live as long as this does not end.</summary>
    /// <param name="time">Of each of them.</param>
    public List<LogEvent> Events(DateTimeOffset time) =>
    [
        .. rows.Select((row, at) => new LogEvent(
            buffer.AsMemory(row.Start..(at + 1 < rows.Count ? rows[at + 1].Start : length)), row.Id, HasVendorId: true, time)),
    ];

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (buffer.Length - length < Math.Max(sizeHint, 1))
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, length + sizeHint));
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        return buffer.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        json?.Dispose();
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }

    // Rows have no id; their place in a file that never changes is one.
    private UInt128 IdOf(string file, long row)
    {
        Span<byte> text = stackalloc byte[64];
        var end = Encoding.ASCII.GetBytes(file, text);
        Utf8Formatter.TryFormat(row, text[end..], out var digits);
        return identity.OfParts(text, [0..end, end..(end + digits)]);
    }
}
