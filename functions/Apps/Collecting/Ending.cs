using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;

namespace StreamAlert.Apps.Collecting;

/// <summary>How a run ended, and when the next has something to do.</summary>
/// <param name="Outcome">The truth about it.</param>
/// <param name="Message">For the operator; null where there is nothing to say.</param>
/// <param name="Pause">How long the next run has nothing to ask for; null where it may start at once.</param>
internal sealed record Ending(Outcome Outcome, string? Message, TimeSpan? Pause)
{
    // Without a word from the vendor, a minute is what throttling commonly asks for.
    private static readonly TimeSpan DefaultPause = TimeSpan.FromMinutes(1);

    /// <summary>The original's state for it.</summary>
    public string State => Outcome switch
    {
        Outcome.Complete => StateDocument.Succeeded,
        Outcome.Partial or Outcome.Throttled => StateDocument.Partial,
        _ => StateDocument.Failed,
    };

    /// <summary>Goes the way of a run, and says how it ended: errors that an operator can meet are endings, not exceptions.</summary>
    public static async Task<Ending> OfAsync(
        Run run, Ledger ledger, PageSource pages, LeaseKeeper keeper, CancellationToken cancellationToken)
    {
        var timeIsUp = new Ending(Outcome.Partial, $"'{pages.App}' has more to collect: its time was up", null);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(keeper.Lost, cancellationToken);
        try
        {
            return await run.DrainAsync(stop.Token)
                ? new Ending(Outcome.Complete, ledger.Notice, null)
                : timeIsUp with { Pause = pages.WaitLeft > TimeSpan.Zero ? pages.WaitLeft : null };
        }
        catch (AppException problem)
        {
            TimeSpan? pause = problem.Outcome == Outcome.Throttled ? problem.RetryAfter ?? DefaultPause : null;
            return new Ending(problem.Outcome, Named(pages.App, problem.Message), pause);
        }
        catch (OperationCanceledException) when (keeper.Loss is { } loss)
        {
            return new Ending(loss.Outcome, Named(pages.App, loss.Message), null);
        }
        catch (OperationCanceledException)
        {
            return cancellationToken.IsCancellationRequested
                ? timeIsUp with { Message = $"'{pages.App}' was stopped; the next run goes on from here" }
                : timeIsUp;
        }
    }

    /// <summary>A message that says which app it is about: a sink or a store does not know.</summary>
    public static string Named(string app, string message) =>
        message.StartsWith($"'{app}'", StringComparison.Ordinal) ? message : $"'{app}': {message}";
}
