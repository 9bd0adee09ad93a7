using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>
/// What one credential may do at its vendor: no more than the vendor's limit, and when one app is throttled, all that use the same
/// credential hold still.
/// </summary>
/// <param name="limit">How many requests the vendor takes; null where it does not say.</param>
public sealed class Quota(TimeProvider clock, RequestLimit? limit = null)
{
    // A quarter of the limit may go out at once and the rest is spread, so that no stretch of time has more than the vendor takes in it.
    private const double Burst = 0.25;
    private const double Spread = 1 - Burst;

    private readonly Lock gate = new();
    private DateTimeOffset pausedUntil;
    private DateTimeOffset spentUntil;

    /// <summary>Takes a request's share, or tells how long to wait for it.</summary>
    /// <returns>Zero where a request may go out now; else the wait, in whole milliseconds, since timers know no less.</returns>
    public TimeSpan Take()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var due = limit is null || spentUntil < now ? pausedUntil : Later(pausedUntil, spentUntil - (limit.Per * (Burst / Spread)));
            if (due > now)
            {
                return TimeSpan.FromMilliseconds(Math.Ceiling((due - now).TotalMilliseconds));
            }

            spentUntil = limit is null ? spentUntil : Later(spentUntil, now) + (limit.Per / (limit.Requests * Spread));
            return TimeSpan.Zero;
        }
    }

    public void Pause(TimeSpan wait)
    {
        lock (gate)
        {
            pausedUntil = Later(pausedUntil, clock.GetUtcNow() + wait);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
