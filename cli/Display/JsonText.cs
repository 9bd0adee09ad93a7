using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StreamAlert.Apps.Cli.Display;

/// <summary>JSON for programs, which a person can read as well.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Lines = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode json) => json.ToJsonString(Lines);

    /// <summary>On one line, for output that others are appended to.</summary>
    public static string Line(JsonNode json) => json.ToJsonString(OneLine);
}
