using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Display;

/// <summary>App types for programs.</summary>
internal static class TypeJson
{
    /// <summary>Of each: <c>type, service, log, description, retired, auth, settings</c>.</summary>
    public static JsonArray Of(IEnumerable<AppIntegration> apps) => Array(apps, app => new()
    {
        ["type"] = app.ToString(),
        ["service"] = app.Service,
        ["log"] = app.Log,
        ["description"] = app.Description,
        ["retired"] = app.Retired,
        ["auth"] = Array(app.RequiredAuthInfo, field => new()
        {
            ["name"] = field.Name,
            ["description"] = field.Description,
            ["format"] = field.Format.ToString(),
            ["secret"] = !field.IsPublic,
            ["file"] = field.IsFile,
            ["optional"] = field.IsOptional,
        }),
        ["settings"] = Array(app.Settings, setting => new()
        {
            ["name"] = setting.Name,
            ["description"] = setting.Description,
            ["format"] = setting.Format.ToString(),
            ["default"] = setting.Default,
        }),
    });

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonObject> json) => new([.. items.Select(json)]);
}
