using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StreamAlert.Apps.Configuration;

/// <summary>The <c>settings</c> of an entry: names and texts, in the file's order. Which there are, the app's type knows.</summary>
internal static class EntrySettings
{
    private const string Key = "settings";

    /// <summary>A number, true or false is taken as the text that it is in the file: <c>1.0</c>, <c>true</c>.</summary>
    /// <exception cref="Contract.AppException">Misconfigured: something else stands there; with its line.</exception>
    public static IReadOnlyDictionary<string, string> Read(ConfigJson file, JsonObject entry, string function)
    {
        if (entry[Key] is not { } given)
        {
            return FrozenDictionary<string, string>.Empty;
        }

        var settings = given as JsonObject ?? throw file.Wrong(
            entry, Key, $"{Key} of {function} is {Shown.Of(given.ToJsonString())}: it must be an object of texts, "
            + """such as {"row_format": "json"}""");
        return new OrderedDictionary<string, string>(settings.Select(setting => KeyValuePair.Create(
            setting.Key,
            Text(setting.Value) ?? throw file.Wrong(
                settings,
                setting.Key,
                $"{Key} {Shown.Of(setting.Key)} of {function} is {Shown.Of(setting.Value?.ToJsonString() ?? "null")}: "
                + "it must be text in quotes, a number, true or false"))));
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => null,
    };
}
