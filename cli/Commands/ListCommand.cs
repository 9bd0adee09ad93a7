using System.CommandLine;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Cli.Display;
using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Commands;

/// <summary>The configured apps, by cluster.</summary>
internal static class ListCommand
{
    private const int Column = 30;

    // What everybody asks for, in the order in which the original's pages show it; the rest follows as it stands.
    private static readonly string[] First = ["log_level", "schedule_expression", "timeout", "memory", "type", "target"];
    private static readonly string[] Shown = ["base_url", "since", "sleep_seconds", "max_event_bytes", "output", "settings", "enabled"];

    public static Command Create(Terminal terminal)
    {
        var json = CommonOptions.Json();
        var command = new ExampleCommand("list", "List the configured apps by cluster", "apps-cli list") { json };
        command.SetAction(given =>
        {
            var configuration = given.LoadConfiguration();
            if (given.GetValue(json))
            {
                terminal.Out.WriteLine(JsonText.Of(new JsonObject(configuration.Clusters.Select(cluster =>
                    KeyValuePair.Create(cluster, (JsonNode?)new JsonObject(configuration.SoundApps(cluster).Select(entry =>
                        KeyValuePair.Create(entry.FunctionName, (JsonNode?)entry.Raw))))))));
            }
            else
            {
                foreach (var cluster in configuration.Clusters)
                {
                    Write(configuration, cluster, terminal.Out);
                }
            }

            var problems = configuration.Clusters.SelectMany(configuration.Problems).ToList();
            problems.ForEach(problem => terminal.Fail(problem.Problem));
            return problems.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static void Write(AppsConfiguration configuration, string cluster, TextWriter output)
    {
        output.WriteLine($"\nCluster: {cluster}\n");
        var entries = configuration.SoundApps(cluster);
        if (entries.Count == 0)
        {
            output.WriteLine("  No Apps configured\n");
        }

        foreach (var entry in entries)
        {
            output.WriteLine($"  Name: {entry.Name}");
            foreach (var key in First.Concat(Shown).Where(entry.Raw.ContainsKey))
            {
                var label = key == "schedule_expression" ? "interval" : key;
                var value = key == "settings" ? Settings(entry) : $"{entry.Raw[key]}";
                output.WriteLine($"    {label}:{new string(' ', Column - label.Length)}{value}");
            }

            output.WriteLine();
        }
    }

    private static string Settings(AppEntry entry) =>
        string.Join(", ", entry.Settings.Select(setting => Plain.Text($"{setting.Key}={setting.Value}")));
}
