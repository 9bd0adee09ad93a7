namespace StreamAlert.Apps.Http;

/// <summary>What one credential may do at its vendor: when one app is throttled, all that use the same credential hold still.</summary>
public sealed class Quota(TimeProvider clock)
{
    private readonly Lock gate = new();
    private DateTimeOffset pausedUntil;

    /// <summary>How long no request may go out, in whole milliseconds, since timers know no less; zero or less where one may.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (gate)
            {
                return TimeSpan.FromMilliseconds(Math.Ceiling((pausedUntil - clock.GetUtcNow()).TotalMilliseconds));
            }
        }
    }

    public void Pause(TimeSpan wait)
    {
        lock (gate)
        {
            var until = clock.GetUtcNow() + wait;
            pausedUntil = until > pausedUntil ? until : pausedUntil;
        }
    }
}
