using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What a sandbox holds and how it behaves. Times are UTC; "log time" is what the events say, which need not be what a clock says.
/// </summary>
public sealed record SandboxOptions
{
    /// <summary>How many events each log has.</summary>
    public int Events { get; init; } = 20_000;

    /// <summary>How many events there are to a second of log time.</summary>
    public double EventsPerSecond { get; init; } = 10;

    /// <summary>The time of the first event, to the millisecond. By default, all events but late ones are listed from the start.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>The most events that a page holds, whatever the limit of the request: 1 to 1000.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>How long each answer takes, as <see cref="Clock"/> tells.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How many neighbouring events share one timestamp.</summary>
    public int SameTimestamp { get; init; } = 1;

    /// <summary>Every n-th event is listed late; 0 for none.</summary>
    public int LateEvery { get; init; }

    /// <summary>How much later than <see cref="Delay"/> has it late events are listed.</summary>
    public TimeSpan LateBy { get; init; }

    /// <summary>Every n-th event of a log without ids is the very bytes of the one before it, 2 or more; 0 for none.</summary>
    public int IdenticalEvery { get; init; }

    /// <summary>How old an event must be to be listed; null for what is usual with each vendor.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>
    /// The events of each log, sorted by time, in place of <see cref="Events"/>, <see cref="EventsPerSecond"/>, <see cref="First"/>,
    /// <see cref="SameTimestamp"/>, <see cref="LateEvery"/> and <see cref="LateBy"/>; null for those. With <see cref="IdenticalEvery"/>,
    /// only events of the same time are identical.
    /// </summary>
    public IReadOnlyList<ScriptedEvent>? Script { get; init; }

    /// <summary>How many requests per log a minute takes before they are refused with status 429; 0 for no limit.</summary>
    public int RequestsPerMinute { get; init; }

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>The port on the loopback address; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether an answer is compressed for a client that accepts gzip.</summary>
    public bool Gzip { get; init; } = true;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How far ahead of <see cref="Clock"/> the server is in its Date header and where it checks a request's.</summary>
    public TimeSpan ClockSkew { get; init; }

    internal DateTimeOffset ServerTime => Clock.GetUtcNow() + ClockSkew;

    internal void Validate()
    {
        Require(Events >= 0, "The number of events cannot be negative.");
        Require(EventsPerSecond is > 0 and < 1_000_000, "The events per second must be more than 0, and less than a million.");
        Require(PageSize is >= 1 and <= 1000, "The page size must be 1 to 1000.");
        Require(
            Latency >= TimeSpan.Zero && (Delay ?? TimeSpan.Zero) >= TimeSpan.Zero && LateBy >= TimeSpan.Zero,
            "Latency, delay and lateness cannot be negative.");
        Require(SameTimestamp >= 1, "The number of events that share a timestamp must be 1 or more.");
        Require(LateEvery >= 0, "Every how many events one is late cannot be negative.");
        Require(IdenticalEvery is 0 or >= 2, "Every how many events one is identical must be 2 or more, or 0 for none.");
        Require(RequestsPerMinute >= 0, "The number of requests per minute cannot be negative.");
        Require(
            Script is null || Script.Zip(Script.Skip(1)).All(pair => pair.First.Time <= pair.Second.Time),
            "The events of a script must be sorted by time.");
        Require(Script?.All(item => item.LateBy >= TimeSpan.Zero) ?? true, "The lateness of an event cannot be negative.");
        Require(Port is >= 0 and <= 65535, "The port must be 0 to 65535.");
    }

    private static void Require(bool met, string message)
    {
        if (!met)
        {
            throw AppException.Misconfigured(message);
        }
    }
}
