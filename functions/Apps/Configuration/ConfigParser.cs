using System.Text.Json;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>Reads JSON strictly, and notes the line of each key.</summary>
internal sealed class ConfigParser(string file, byte[] text)
{
    private readonly byte[] bytes = text.AsSpan().StartsWith("\uFEFF"u8) ? text[3..] : text;
    private int counted;
    private int line = 1;

    public Dictionary<(JsonObject Parent, string Key), int> Lines { get; } = [];

    /// <exception cref="AppException">Misconfigured: a comment, a trailing comma, a key twice or any other slip; with its line.</exception>
    public JsonObject Parse()
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            reader.Read();
            var root = Value(ref reader) as JsonObject;
            while (reader.Read())
            {
            }

            return root ?? throw Wrong(1, "the file must hold an object {...}");
        }
        catch (JsonException e)
        {
            throw AppException.Misconfigured($"{file} {ConfigSyntax.Problem(bytes, e)}", e);
        }
        catch (InvalidOperationException e)
        {
            throw Wrong(
                LineOf(reader.TokenStartIndex), "a text is not valid UTF-8, or has half a surrogate pair: save the file as UTF-8", e);
        }
    }

    private JsonNode? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Object(ref reader),
        JsonTokenType.StartArray => Array(ref reader),
        // Decoded here, so that a text that cannot be is found here.
        JsonTokenType.String => JsonValue.Create(reader.GetString()),
        // A number keeps its text: 1.0 stays 1.0.
        _ => JsonNode.Parse(ref reader),
    };

    private JsonObject Object(ref Utf8JsonReader reader)
    {
        var result = new JsonObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (key, at) = (reader.GetString()!, LineOf(reader.TokenStartIndex));
            if (!Lines.TryAdd((result, key), at))
            {
                throw Wrong(at, $"the key {Shown.Of(key)} stands here and in line {Lines[(result, key)]}: remove one of them");
            }

            reader.Read();
            result.Add(key, Value(ref reader));
        }

        return result;
    }

    private JsonArray Array(ref Utf8JsonReader reader)
    {
        var result = new JsonArray();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            result.Add(Value(ref reader));
        }

        return result;
    }

    // Tokens come in order, so each line break is counted once.
    private int LineOf(long position)
    {
        line += bytes.AsSpan(counted, (int)position - counted).Count((byte)'\n');
        counted = (int)position;
        return line;
    }

    private AppException Wrong(int at, string problem, Exception? inner = null) =>
        AppException.Misconfigured($"{file} line {at}: {problem}", inner);
}
