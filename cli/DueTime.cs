using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli;

/// <summary>When an app is due again under the local timer.</summary>
public static class DueTime
{
    // Whoever else collects the app is given a moment.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    // What a disk, a network or a vendor had is often over soon; an app that runs once a day must not wait a day for it.
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);

    /// <param name="report">How the last run ended.</param>
    /// <param name="started">When it began, UTC.</param>
    /// <param name="now">When it ended, UTC.</param>
    /// <param name="interval">The interval of the app's schedule.</param>
    public static DateTimeOffset After(RunReport report, DateTimeOffset started, DateTimeOffset now, TimeSpan interval) =>
        report.Outcome switch
        {
            Outcome.Complete => started + interval,
            Outcome.Partial or Outcome.Throttled => report.NotBefore ?? now,
            Outcome.Busy => now + Moment,
            _ => now + (interval < AfterFailure ? interval : AfterFailure),
        };
}
