namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>How many requests a log takes in a minute, counted from the first one on.</summary>
internal sealed class RequestQuota(int perMinute, TimeProvider clock)
{
    private readonly Lock gate = new();
    private DateTimeOffset since = DateTimeOffset.MinValue;
    private int taken;

    public bool Take()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (now - since >= TimeSpan.FromMinutes(1))
            {
                (since, taken) = (now, 0);
            }

            return perMinute == 0 || ++taken <= perMinute;
        }
    }
}
