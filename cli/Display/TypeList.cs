using System.Text;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Display;

/// <summary>App types for people, by service: what all types of a service have in common is told once.</summary>
internal static class TypeList
{
    public static string Of(IEnumerable<AppIntegration> apps) => string.Concat(apps
        .OrderBy(app => app.ToString(), StringComparer.Ordinal)
        .GroupBy(app => app.Service)
        .OrderBy(service => service.Key, StringComparer.Ordinal)
        .Select(service => Service(service.Key, [.. service])));

    private static string Service(string name, List<AppIntegration> apps)
    {
        var auth = Common(apps, Auth);
        var settings = Common(apps, Settings);
        var width = apps.Max(app => app.ToString().Length);
        var text = new StringBuilder($"{name}\n");
        Write(text, "    ", "credentials", auth ?? []);
        Write(text, "    ", "settings", settings ?? []);
        foreach (var app in apps)
        {
            var retired = app.Retired is { } what ? $" (retired: {what})" : "";
            text.Append("  ").Append(app.ToString().PadRight(width)).Append("  ").Append($"{app.Description} ({app.Log}){retired}\n");
            Write(text, "      ", "credentials", auth is null ? Auth(app) : []);
            Write(text, "      ", "settings", settings is null ? Settings(app) : []);
        }

        return text.Append('\n').ToString();
    }

    // By what would be shown: whether it is the same to who reads it is all that counts.
    private static List<Line>? Common(List<AppIntegration> apps, Func<AppIntegration, List<Line>> of) =>
        apps.All(app => of(app).SequenceEqual(of(apps[0]))) ? of(apps[0]) : null;

    private static List<Line> Auth(AppIntegration app) =>
        [.. app.RequiredAuthInfo.Select(field => new Line(field.IsOptional ? $"[{field.Name}]" : field.Name, field.Description))];

    private static List<Line> Settings(AppIntegration app) => [.. app.Settings.Select(setting =>
        new Line(setting.Name, $"{setting.Description} {(setting.Default.Length > 0 ? $"[{setting.Default}]" : "(optional)")}"))];

    private static void Write(StringBuilder text, string margin, string title, List<Line> lines)
    {
        var width = lines.Select(line => line.Name.Length).Append(0).Max();
        text.Append(lines.Count > 0 ? $"{margin}{title}:\n" : "");
        lines.ForEach(line => text.Append($"{margin}  {line.Name.PadRight(width)}  {line.Text}\n"));
    }

    private sealed record Line(string Name, string Text);
}
