namespace StreamAlert.Apps.Tests;

/// <summary>
/// A clock that moves when it is told to, or when somebody waits on it: a wait is over at once and moves the time by as much. Time-outs
/// and periodic timers strike when the time passes them.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<TestTimer> timers = [];
    private DateTimeOffset now = start;

    public TestClock()
        : this(new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>All the waits so far, in their order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by)
    {
        List<TestTimer> due;
        lock (gate)
        {
            now += by;
            due = [.. timers.Where(timer => timer.IsDue(now))];
        }

        due.ForEach(timer => timer.Strike());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new TestTimer(this, callback, state);
        timer.Change(dueTime, period);

        // Task.Delay hands its own task over as the state; a cancellation or a periodic timer hands something else.
        if (state is Task && dueTime > TimeSpan.Zero && dueTime != Timeout.InfiniteTimeSpan)
        {
            lock (gate)
            {
                Waits.Add(dueTime);
            }

            ThreadPool.UnsafeQueueUserWorkItem(_ => Advance(dueTime), null);
        }

        return timer;
    }

    private sealed class TestTimer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private DateTimeOffset due = DateTimeOffset.MaxValue;
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        public bool IsDue(DateTimeOffset time) => due <= time;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                every = period;
                due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.now + dueTime;
                clock.timers.Remove(this);
                clock.timers.Add(this);
            }

            return true;
        }

        public void Strike()
        {
            lock (clock.gate)
            {
                due = every > TimeSpan.Zero ? clock.now + every : DateTimeOffset.MaxValue;
            }

            callback(state);
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
