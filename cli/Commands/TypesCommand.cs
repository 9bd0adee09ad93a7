using System.CommandLine;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Cli.Display;

namespace StreamAlert.Apps.Cli.Commands;

/// <summary>What can be collected, and what it takes.</summary>
internal static class TypesCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = CommonOptions.Json();
        var command = new ExampleCommand("types", "List every app type: what it collects, and what it needs", "apps-cli types") { json };
        command.SetAction(given =>
        {
            if (given.GetValue(json))
            {
                terminal.Out.WriteLine(JsonText.Of(new JsonArray([.. AppCatalog.All.Select(app => (JsonNode)new JsonObject
                {
                    ["type"] = app.ToString(),
                    ["service"] = app.Service,
                    ["log"] = app.Log,
                    ["description"] = app.Description,
                    ["auth"] = new JsonArray([.. app.RequiredAuthInfo.Select(field => (JsonNode)new JsonObject
                    {
                        ["name"] = field.Name,
                        ["description"] = field.Description,
                        ["format"] = field.Format.ToString(),
                        ["secret"] = !field.IsPublic,
                        ["file"] = field.IsFile,
                    })]),
                })])));
                return;
            }

            foreach (var app in AppCatalog.All)
            {
                terminal.Out.WriteLine($"{app,-16} {app.Description} ({app.Log})");
                foreach (var field in app.RequiredAuthInfo)
                {
                    terminal.Out.WriteLine($"    {field.Name,-18} {field.Description}");
                }

                terminal.Out.WriteLine();
            }
        });
        return command;
    }
}
