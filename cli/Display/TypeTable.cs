using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Display;

/// <summary>App types as a table in Markdown: the section "Services" of the README.</summary>
internal static class TypeTable
{
    private static readonly string[] Head = ["type", "what is collected", "log", "credentials", "settings"];

    /// <summary>A row for each type, sorted by type; what can be left out is in brackets. Ends with a line break.</summary>
    public static string Of(IEnumerable<AppIntegration> apps) => string.Concat(
    [
        Row(Head),
        $"|{string.Concat(Head.Select(_ => "---|"))}\n",
        .. apps.OrderBy(app => app.ToString(), StringComparer.Ordinal).Select(app => Row(
        [
            $"`{app}`",
            app.Retired is { } what ? $"{Cell(app.Description)} (retired: {Cell(what)})" : Cell(app.Description),
            $"`{app.Log}`",
            string.Join(", ", app.RequiredAuthInfo.Select(field => field.IsOptional ? $"[{field.Name}]" : field.Name)),
            string.Join(", ", app.Settings.Select(setting => setting.Name)),
        ])),
    ]);

    private static string Row(IEnumerable<string> cells) =>
        $"{string.Concat(cells.Select(cell => cell.Length > 0 ? $"| {cell} " : "| "))}|\n";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
