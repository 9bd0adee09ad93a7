using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Collecting;

/// <summary>How a run ended.</summary>
public sealed record RunReport
{
    public required Outcome Outcome { get; init; }

    /// <summary>What happened, to which app, and what to do; null for a run that is complete and has nothing to say.</summary>
    public string? Message { get; init; }

    public required Tally Tally { get; init; }

    /// <summary>Start of the first window that was read, UTC; null where none was.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>End of the last window that was read, UTC, exclusive; null where none was.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Up to where everything is delivered, UTC, exclusive; null where nothing is known yet.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>Before when the next run has nothing to ask for, UTC; null where it may start at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Whose dead run was taken over; null where the last one ended in order.</summary>
    public string? TookOverFrom { get; init; }

    public required TimeSpan Duration { get; init; }
}
