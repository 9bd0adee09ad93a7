using System.CommandLine;
using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Commands;

/// <summary>The local timer host: every local app of a cluster, or of all, on its schedule until Ctrl+C.</summary>
internal static class StartCommand
{
    private const int MostAtOnce = 4;

    public static Command Create(Terminal terminal)
    {
        var cluster = CommonOptions.Cluster();
        cluster.Required = false;
        cluster.Description = "The cluster whose apps run [default: all]";
        var command = new ExampleCommand(
            "start", "Run every local app on its schedule until Ctrl+C", "apps-cli start --cluster prod") { cluster };
        command.SetAction(async (given, cancellationToken) =>
        {
            var configuration = given.LoadConfiguration();
            var clusters = given.GetValue(cluster) is { } one ? [one] : configuration.Clusters;
            UsageException.Unless(() => clusters.Select(configuration.SoundApps).ToList());
            clusters.SelectMany(configuration.Problems).ToList().ForEach(problem => terminal.Fail($"{problem.Problem}; it is left out"));
            var entries = clusters
                .SelectMany(configuration.SoundApps)
                .Where(entry => entry is { Target: TargetName.Local, Enabled: true })
                .ToList();
            entries.Where(entry => entry.Interval is null).ToList().ForEach(entry => terminal.Fail(
                $"'{entry.Name}' has the schedule {entry.ScheduleExpression}, and the local timer knows rate(...) only; it is left out"));
            entries.RemoveAll(entry => entry.Interval is null);
            if (entries.Count == 0)
            {
                throw AppException.Misconfigured(
                    $"no local app is configured in {string.Join(", ", clusters)}; add one with: apps-cli new --target local");
            }

            using var composition = given.Compose(terminal);
            using var turns = new SemaphoreSlim(MostAtOnce, MostAtOnce);
            var schedules = entries.Select(entry => $"{entry.Name} ({entry.ScheduleExpression})");
            terminal.Say($"Collecting {string.Join(", ", schedules)}. Ctrl+C ends it.");
            await Task.WhenAll(entries.Select(entry => KeepRunningAsync(
                new LocalTimer(composition, entry, turns, terminal, TimeProvider.System), cancellationToken)));
            terminal.Say("Stopped; what was delivered is checkpointed.");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task KeepRunningAsync(LocalTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            await timer.RunAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl+C.
        }
    }
}
