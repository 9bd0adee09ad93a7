using System.Text;
using System.Text.Json;

namespace StreamAlert.Apps.Contract;

/// <summary>One pass over the bytes of a page that finds its events and the way to the next page.</summary>
internal sealed class PageWalk(PageLayout layout, string scope, ReadOnlyMemory<byte> body, Func<DateTimeOffset?, bool>? keep)
{
    // Deep nesting costs the reader a bit a level and nothing else: an event is no reason to stop at.
    private const int DeepestNesting = int.MaxValue;
    private const int EventsMet = 1;
    private const int NextMet = 2;
    private const int EmptyMet = 4;
    private const int FactsMet = 8;

    private readonly EventWalk events = new(layout, scope, body);

    public List<LogEvent> Found { get; } = [];

    public bool FoundEvents { get; private set; }

    /// <summary>Whether it says that it is a page, events or not.</summary>
    public bool IsEmpty { get; private set; }

    public string? Next { get; private set; }

    public string?[] Facts { get; } = new string?[layout.Facts.Count];

    /// <exception cref="JsonException">The page is no JSON.</exception>
    /// <exception cref="InvalidDataException">It is JSON of another shape.</exception>
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
            new JsonPaths([layout.Events, layout.Next, layout.EmptyWith, .. layout.Facts]).Walk(ref reader, Meet);
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

    private void Meet(ref Utf8JsonReader reader, int met)
    {
        if ((met & EventsMet) != 0)
        {
            ReadEvents(ref reader);
            return;
        }

        var isFlag = reader.TokenType is JsonTokenType.True or JsonTokenType.False;
        var text = Text(ref reader);
        Next = (met & NextMet) == 0 ? Next : isFlag ? null : text;
        IsEmpty |= (met & EmptyMet) != 0;
        for (var fact = 0; fact < Facts.Length; fact++)
        {
            Facts[fact] = (met & (FactsMet << fact)) != 0 ? text : Facts[fact];
        }
    }

    private void ReadEvents(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null && layout.EmptyWith is not null)
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
            if (events.Read(ref reader, keep) is { } item)
            {
                Found.Add(item);
            }
        }
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString() is { Length: > 0 } text ? text : null;
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
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
}
