using StreamAlert.Apps.Cli.Display;
using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;

namespace StreamAlert.Apps.Cli;

/// <summary>Runs one app on its schedule: at once what is due, then each interval, and sooner where the last run left something.</summary>
internal sealed class LocalTimer(Composition composition, AppEntry entry, SemaphoreSlim turns, Terminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = await FirstDueAsync(cancellationToken);
        while (true)
        {
            await WaitUntilAsync(due, cancellationToken);
            await turns.WaitAsync(cancellationToken);
            var started = clock.GetUtcNow();
            RunReport report;
            try
            {
                report = await CollectAsync(cancellationToken);
            }
            finally
            {
                turns.Release();
            }

            RunSummary.Write(terminal, entry.Name, report, null);
            cancellationToken.ThrowIfCancellationRequested();
            due = DueTime.After(report, started, clock.GetUtcNow(), entry.Interval!.Value);
        }
    }

    // In steps: the system takes no wait of months, and a clock that is set meanwhile is looked at again.
    private async Task WaitUntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        while (due - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait < Step ? wait : Step, clock, cancellationToken);
        }
    }

    private async Task<RunReport> CollectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await composition.RunAsync(entry, null, null, cancellationToken);
        }
        catch (AppException problem)
        {
            return Failed(problem.Outcome, problem.Message);
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            // The other apps, and this one's next run, do not suffer from it.
            terminal.FailUnexpectedly(defect);
            return Failed(Outcome.StateFailed, $"'{entry.Name}' is tried again when it is due");
        }

        static RunReport Failed(Outcome outcome, string message) =>
            new() { Outcome = outcome, Message = message, Tally = new Tally(), Duration = TimeSpan.Zero };
    }

    private async Task<DateTimeOffset> FirstDueAsync(CancellationToken cancellationToken)
    {
        try
        {
            var document = await composition.States(entry.Target).ReadAsync(entry.FunctionName, cancellationToken);
            var known = document is null ? null : Progress.Read(document, AppCatalog.Get(entry.Type));
            return known switch
            {
                { NotBefore: { } notBefore } => notBefore,
                { Outcome: Outcome.Complete, LastStart: { } last } when document!.CurrentState == StateDocument.Succeeded =>
                    last + entry.Interval!.Value,
                _ => clock.GetUtcNow(),
            };
        }
        catch (AppException)
        {
            // The run says it, with the same words.
            return clock.GetUtcNow();
        }
    }
}
