using System.CommandLine;
using StreamAlert.Apps.Cli.Display;

namespace StreamAlert.Apps.Cli.Commands;

/// <summary>What can be collected, and what it takes.</summary>
internal static class TypesCommand
{
    private const string Example = """
        apps-cli types
        apps-cli types --json
        """;

    public static Command Create(Terminal terminal)
    {
        var json = CommonOptions.Json();
        var markdown = new Option<bool>("--markdown") { Description = "Print the table of the README" };
        var command = new ExampleCommand(
            "types", "List every app type by service: what it collects, what it needs, and what can be chosen", Example) { json, markdown };
        command.SetAction(given => terminal.Out.Write((given.GetValue(json), given.GetValue(markdown)) switch
        {
            (true, true) => throw new UsageException("--json and --markdown exclude each other: give one of them"),
            (true, false) => $"{JsonText.Of(TypeJson.Of(AppCatalog.All))}\n",
            (false, true) => TypeTable.Of(AppCatalog.All),
            _ => TypeList.Of(AppCatalog.All),
        }));
        return command;
    }
}
