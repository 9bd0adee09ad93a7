using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Collecting;

/// <summary>
/// The watermark in a service's own format: the original's <c>last_timestamp</c>, the last second that is delivered as a whole.
/// </summary>
internal static class Timestamps
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static JsonNode? Write(DateTimeOffset? watermark, AppIntegration app) => (watermark - Second, app.DateFormat) switch
    {
        (null, _) => null,
        ({ } last, null) => last.ToUnixTimeSeconds(),
        ({ } last, { } format) => last.UtcDateTime.ToString(format, CultureInfo.InvariantCulture),
    };

    /// <summary>What a timestamp of any of the original's forms says: a number, a number in a text, or a date; null for none.</summary>
    public static DateTimeOffset? Read(JsonNode? node)
    {
        if (node is not JsonValue value)
        {
            return null;
        }

        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds > 0 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
    }

    public static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);
}
