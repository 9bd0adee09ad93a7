using System.Text.Json;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary><c>global.json</c>, of which only the account is ours to read.</summary>
internal static class GlobalFile
{
    private const string Add =
        "account.prefix is missing: add \"account\": {\"prefix\": \"streamalert\"}, what all function names begin with";

    /// <summary><c>account.prefix</c>.</summary>
    /// <exception cref="AppException">Misconfigured: the folder, the file or the key is missing or wrong.</exception>
    public static string Prefix(string path, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw AppException.Misconfigured(
                $"{folder} is missing: it is the folder of the configuration, with global.json and clusters; create it, or name another");
        }

        var json = ConfigJson.Read(path);
        var account = json.Object(json.Root, "account") ?? throw json.Wrong(json.Root, "account", Add);
        var prefix = account["prefix"] switch
        {
            null => throw json.Wrong(account, "prefix", Add),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            _ => throw json.Wrong(account, "prefix", "account.prefix must be text in quotes, such as \"streamalert\""),
        };

        json.Checked(account, "prefix", "", () => AppName.Check(prefix, "account.prefix"));
        return prefix;
    }
}
