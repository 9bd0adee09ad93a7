namespace StreamAlert.Apps.Contract;

/// <summary>The time that a run may take, measured from its start.</summary>
public sealed class Budget(TimeProvider clock, TimeSpan length)
{
    /// <summary>What is kept back to send, checkpoint and end in order.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    private readonly long start = clock.GetTimestamp();

    public TimeSpan Left => length - clock.GetElapsedTime(start);

    /// <summary>Whether so much can be waited or worked, and the run still ended in order.</summary>
    public bool Allows(TimeSpan duration) => duration < Left - Reserve;
}
