using System.Buffers;
using System.Text;
using System.Text.Json;

namespace StreamAlert.Apps.Contract;

/// <summary>One pass over the bytes of a page that finds the events, their identity and time, and the way to the next page.</summary>
internal sealed class PageWalk(PageLayout layout, string scope, ReadOnlyMemory<byte> body, Func<DateTimeOffset?, bool>? keep)
{
    // Deep nesting costs the reader a bit a level and nothing else: an event is no reason to stop at.
    private const int DeepestNesting = int.MaxValue;
    private const int EventsLeaf = 1;
    private const int TimeLeaf = 1;

    // Paths are told apart by their bit in a mask: of a page, the events and the way on; of an event, its time and the parts of its id.
    private readonly byte[][][] pagePaths = [Split(layout.Events), Split(layout.Next)];
    private readonly byte[][][] eventPaths = [Split(layout.Time), .. layout.Id.Select(Split)];
    private readonly Range[] ids = new Range[layout.Id.Count];
    private readonly IdentityHash identity = new(scope);
    private DateTimeOffset? time;

    public List<LogEvent> Found { get; } = [];

    public bool FoundEvents { get; private set; }

    public string? Next { get; private set; }

    public void Run()
    {
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = DeepestNesting });
        reader.Read();
        if (layout.Events.Length == 0)
        {
            ReadEvents(ref reader);
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            Descend(ref reader, pagePaths, (1 << pagePaths.Length) - 1, 0, isPage: true);
        }
        else
        {
            throw new InvalidDataException();
        }

        // What follows the value is not JSON: a page that was cut together, or two answers in one.
        if (reader.Read())
        {
            throw new JsonException();
        }
    }

    // Of the paths in the mask, the first segments up to the depth are those of the object that the reader stands at.
    private void Descend(ref Utf8JsonReader reader, byte[][][] paths, int mask, int depth, bool isPage)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (deeper, leaves) = (0, 0);
            for (var path = 0; path < paths.Length; path++)
            {
                if ((mask & (1 << path)) != 0 && depth < paths[path].Length && IsNamed(ref reader, paths[path][depth]))
                {
                    deeper |= 1 << path;
                    leaves |= paths[path].Length == depth + 1 ? 1 << path : 0;
                }
            }

            reader.Read();
            if (leaves == 0 && deeper != 0 && reader.TokenType == JsonTokenType.StartObject)
            {
                Descend(ref reader, paths, deeper, depth + 1, isPage);
            }
            else if (leaves == 0)
            {
                reader.Skip();
            }
            else if (isPage)
            {
                ReadPageLeaf(ref reader, leaves);
            }
            else
            {
                ReadEventLeaf(ref reader, leaves);
            }
        }
    }

    private void ReadPageLeaf(ref Utf8JsonReader reader, int leaves)
    {
        if ((leaves & EventsLeaf) != 0)
        {
            ReadEvents(ref reader);
        }
        else
        {
            Next = Text(ref reader);
        }
    }

    // The time can be a part of the identity as well. An empty id tells nothing apart.
    private void ReadEventLeaf(ref Utf8JsonReader reader, int leaves)
    {
        time = (leaves & TimeLeaf) != 0 ? EventTime.Read(ref reader) : time;
        var start = (int)reader.TokenStartIndex;
        var isMissing = reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty);
        reader.Skip();
        for (var id = 0; id < ids.Length; id++)
        {
            if ((leaves & (TimeLeaf << (id + 1))) != 0)
            {
                ids[id] = isMissing ? default : start..(int)reader.BytesConsumed;
            }
        }
    }

    private void ReadEvents(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null && layout.MayLackEvents)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new InvalidDataException();
        }

        FoundEvents = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            ReadEvent(ref reader);
        }
    }

    private void ReadEvent(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        time = null;
        ids.AsSpan().Clear();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            Descend(ref reader, eventPaths, (1 << eventPaths.Length) - 1, 0, isPage: false);
        }
        else
        {
            reader.Skip();
        }

        if (keep is not null && !keep(time))
        {
            return;
        }

        var bytes = body[start..(int)reader.BytesConsumed];
        var hasId = ids.Length > 0 && !ids.AsSpan().Contains(default);
        Found.Add(new LogEvent(bytes, hasId ? identity.OfParts(body.Span, ids) : identity.OfBytes(bytes.Span), hasId, time));
    }

    // An escaped name that is no text, such as a lone surrogate, is none that a layout names.
    private static bool IsNamed(ref Utf8JsonReader reader, byte[] name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString() is { Length: > 0 } text ? text : null;
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
            case JsonTokenType.StartArray:
                var parts = new List<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    parts.Add(Text(ref reader) ?? "");
                }

                return parts.Exists(part => part.Length > 0) ? string.Join(',', parts) : null;
            default:
                reader.Skip();
                return null;
        }
    }

    private static byte[][] Split(string? path) => path is { Length: > 0 } ? [.. path.Split('.').Select(Encoding.UTF8.GetBytes)] : [];
}
