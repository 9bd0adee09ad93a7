using System.CommandLine;
using StreamAlert.Apps.Cli.Display;
using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Sinks;

namespace StreamAlert.Apps.Cli.Commands;

/// <summary>Collects now, in this process.</summary>
internal static class RunCommand
{
    private const string Description = "Collect now. Exit code 0: complete; 3: more to collect, or to wait for; 1: failed; 2: usage";

    public static Command Create(Terminal terminal)
    {
        var cluster = CommonOptions.Cluster();
        var name = CommonOptions.Name();
        var json = CommonOptions.Json();
        var to = new Option<string?>("--out")
        {
            Description = "Write the events to this file instead; '-' is standard output",
            HelpName = "FILE|-",
        };
        var command = new ExampleCommand(
            "run", Description, "apps-cli run --cluster prod --name duo_prod_collector") { cluster, name, to, json };
        command.SetAction(async (given, cancellationToken) =>
        {
            var entry = given.FindApp(given.GetRequiredValue(cluster), given.GetRequiredValue(name));
            var target = given.GetValue(to);
            using var composition = given.Compose(terminal);
            await using var sink = SinkFor(target, entry);
            var report = await CollectAsync(composition, entry, sink, terminal, cancellationToken);
            if (given.GetValue(json))
            {
                // Where the events have standard output for themselves, what is said of them goes to the other side.
                (target == "-" ? terminal.Error : terminal.Out).WriteLine(JsonText.Line(RunSummary.Json(entry.Name, report)));
            }
            else
            {
                var where = target == "-" ? "standard output" : target ?? entry.Output ?? given.DataFolder().Events(entry.FunctionName);
                RunSummary.Write(terminal, entry.Name, report, where);
            }

            return ExitCode.Of(report.Outcome);
        });
        return command;
    }

    private static JsonLinesSink? SinkFor(string? target, AppEntry entry) => target switch
    {
        null => null,
        "-" => JsonLinesSink.ToStream("standard output", StandardOutput.Open(), entry.MaxEventBytes),
        _ when Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder && !Directory.Exists(folder) =>
            throw new UsageException($"--out {Plain.Text(target)}: there is no folder {Plain.Text(folder)}"),
        _ => JsonLinesSink.ToFile(target, entry.MaxEventBytes),
    };

    private static async Task<RunReport> CollectAsync(
        Composition composition, AppEntry entry, ISink? sink, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            return await RunDisplay.ShowAsync(
                terminal, entry.Name, TimeProvider.System, watcher => composition.RunAsync(entry, sink, watcher, cancellationToken));
        }
        catch (AppException problem)
        {
            return new RunReport { Outcome = problem.Outcome, Message = problem.Message, Tally = new Tally(), Duration = TimeSpan.Zero };
        }
    }
}
