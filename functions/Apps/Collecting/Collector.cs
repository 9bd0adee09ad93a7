using Microsoft.Extensions.Logging;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Sinks;
using StreamAlert.Apps.State;

namespace StreamAlert.Apps.Collecting;

/// <summary>
/// One run of one app: takes the lease, reads window by window and page by page, sends each page, and checkpoints once the sink said
/// yes. However it ends, the next run goes on where the last checkpoint is, so that nothing is lost and no more than a page repeats.
/// </summary>
public sealed partial class Collector(
    AppIntegration app, Session session, IStateStore states, ISink sink, ISink deadLetters, Budget budget, ILogger logger)
{
    // Where nothing better tells that a holder is dead, the next run waits no longer than this.
    private static readonly TimeSpan LeaseTerm = TimeSpan.FromMinutes(1);

    private readonly TimeProvider clock = session.Clock;

    /// <param name="watcher">Told after each page; null where nobody watches.</param>
    /// <param name="cancellationToken">Ends the run in order: the page at hand is still delivered and checkpointed.</param>
    /// <returns>How it ended; errors that an operator can meet are outcomes, not exceptions.</returns>
    public async Task<RunReport> RunAsync(RunOrder order, IProgress<RunProgress>? watcher, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            if (await states.ReadAsync(session.Source.Function, cancellationToken) is { } known
                && Progress.Read(known, app) is { NotBefore: { } due } early && due > clock.GetUtcNow())
            {
                return Report(
                    Outcome.Throttled, $"'{session.Source.App}' is not due before {due:u}: {early.Message}", early.Watermark, due);
            }

            await using var keeper = new LeaseKeeper(
                await states.AcquireAsync(session.Source.Function, order.Owner, LeaseTerm, cancellationToken), clock);
            if (keeper.Lease.TookOverFrom is { } dead)
            {
                Log.TookOver(logger, session.Source.App, dead);
            }

            return await ConductAsync(keeper, order, watcher, cancellationToken) with
            {
                Duration = clock.GetElapsedTime(started),
                TookOverFrom = keeper.Lease.TookOverFrom,
            };
        }
        catch (AppException problem)
        {
            return Report(problem.Outcome, Ending.Named(session.Source.App, problem.Message), null, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Report(Outcome.Partial, $"'{session.Source.App}' was stopped before it began", null, null);
        }

        RunReport Report(Outcome outcome, string message, DateTimeOffset? watermark, DateTimeOffset? notBefore) => new()
        {
            Outcome = outcome,
            Message = message,
            Tally = new Tally(),
            Watermark = watermark,
            NotBefore = notBefore,
            Duration = clock.GetElapsedTime(started),
        };
    }

    // From here on, whatever happens is written down, unless the state is somebody else's by now.
    private async Task<RunReport> ConductAsync(
        LeaseKeeper keeper, RunOrder order, IProgress<RunProgress>? watcher, CancellationToken cancellationToken)
    {
        using var ledger = new Ledger(app, new Courier(session.Source, sink, deadLetters, clock), keeper, order, clock.GetUtcNow());
        var pages = new PageSource(app, session, budget, order.Sleep);
        var run = new Run(app, clock, pages, ledger, budget, watcher);
        var ending = await Ending.OfAsync(run, ledger, pages, keeper, cancellationToken);
        var now = clock.GetUtcNow();
        var last = ledger.Progress with
        {
            Outcome = ending.Outcome,
            Message = ending.Message,
            NotBefore = now + ending.Pause,
            LastTally = ledger.Tally,
            LastSuccess = ending.Outcome == Outcome.Complete ? now : ledger.Progress.LastSuccess,
        };
        if (keeper.Loss is null)
        {
            try
            {
                await ledger.CloseAsync(last, ending.State);
            }
            catch (AppException problem)
            {
                ending = new Ending(problem.Outcome, Ending.Named(session.Source.App, problem.Message), null);
            }
        }

        return new RunReport
        {
            Outcome = ending.Outcome,
            Message = ending.Message,
            Tally = ledger.Tally,
            From = run.From,
            To = run.To,
            Watermark = last.Watermark,
            NotBefore = last.NotBefore,
            Duration = TimeSpan.Zero,
        };
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "'{App}': the last run, {Dead}, ended without saying so; taking over where its last checkpoint is")]
        public static partial void TookOver(ILogger logger, string app, string dead);
    }
}
