using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StreamAlert.Apps.Configuration;

/// <summary>
/// How a configuration file is written: two spaces, one value a line, as the original lays it out. Not by the platform's writer, whose
/// encoders all escape what lies outside the basic plane.
/// </summary>
internal static class ConfigText
{
    public static byte[] Of(JsonObject root)
    {
        var text = new StringBuilder();
        Write(text, root, "\n");
        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    private static void Write(StringBuilder text, JsonNode? node, string margin)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } fields:
                Write(text, '{', fields, '}', margin, field =>
                {
                    Write(text, field.Key);
                    text.Append(": ");
                    Write(text, field.Value, margin + "  ");
                });
                break;
            case JsonArray { Count: > 0 } items:
                Write(text, '[', items, ']', margin, item => Write(text, item, margin + "  "));
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Write(text, value.GetValue<string>());
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void Write<T>(StringBuilder text, char open, IEnumerable<T> items, char close, string margin, Action<T> write)
    {
        var before = open;
        foreach (var item in items)
        {
            text.Append(before).Append(margin).Append("  ");
            write(item);
            before = ',';
        }

        text.Append(margin).Append(close);
    }

    private static void Write(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }

        text.Append('"');
    }
}
