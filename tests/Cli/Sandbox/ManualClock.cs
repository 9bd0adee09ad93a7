namespace StreamAlert.Apps.Tests.Cli.Sandbox;

/// <summary>A clock that stands still until it is moved on; whoever waits for it goes on as soon as it has moved far enough.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Alarm> alarms = [];
    private readonly TaskCompletionSource waitedFor = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset now = start;

    /// <summary>Complete once somebody waits for a time to come.</summary>
    public Task WaitedFor => waitedFor.Task;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            var alarm = new Alarm(now + dueTime, () => callback(state));
            alarms.Add(alarm);
            waitedFor.TrySetResult();
            return alarm;
        }
    }

    public void Advance(TimeSpan by)
    {
        Alarm[] due;
        lock (gate)
        {
            now += by;
            due = [.. alarms.Where(alarm => alarm.At <= now)];
            alarms.RemoveAll(due.Contains);
        }

        foreach (var alarm in due)
        {
            alarm.Ring();
        }
    }

    private sealed record Alarm(DateTimeOffset At, Action Ring) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
