using Microsoft.Extensions.Logging;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>Waits as long as the vendor wants, or as is good manners, where that is worth it and the run has time for it.</summary>
internal sealed partial class Patience(Budget budget, Quota quota, LogSource source, TimeProvider clock, ILogger logger)
{
    /// <exception cref="AppException">The wait does not fit into the run.</exception>
    public async Task WaitForQuotaAsync(CancellationToken cancellationToken)
    {
        while (quota.Take() is var wait && wait > TimeSpan.Zero)
        {
            if (!budget.Allows(wait))
            {
                throw AppException.Throttled(
                    $"'{source.App}': {source.Service} wants no request with these credentials for another {wait.TotalSeconds:0} s", wait);
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    /// <param name="wanted">How long the vendor wants to be left alone; null where it does not say.</param>
    /// <param name="attempt">Which attempt failed, counted from 1.</param>
    /// <exception cref="AppException">The failure, where another attempt is not worth it or does not fit.</exception>
    public async Task WaitOrThrowAsync(AppException failure, TimeSpan? wanted, int attempt, CancellationToken cancellationToken)
    {
        // "Now" is no advice: whoever follows it is refused again at once.
        var wait = wanted > TimeSpan.Zero ? wanted.Value : Backoff.Delay(attempt);
        if (failure.Outcome == Outcome.Throttled)
        {
            quota.Pause(wait);
        }

        if (!Backoff.IsWorthIt(failure, attempt))
        {
            throw failure;
        }

        if (!budget.Allows(wait))
        {
            throw failure.Outcome == Outcome.Throttled || wanted > TimeSpan.Zero ? AppException.Throttled(failure.Message, wait) : failure;
        }

        Log.TriesAgain(logger, failure.Message, wait.TotalSeconds);
        await Task.Delay(wait, clock, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}; trying again in {Seconds:0.#} s")]
        public static partial void TriesAgain(ILogger logger, string problem, double seconds);
    }
}
