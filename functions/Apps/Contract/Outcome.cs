namespace StreamAlert.Apps.Contract;

/// <summary>How a run ended. Zero events after an error is never <see cref="Complete"/>.</summary>
public enum Outcome
{
    /// <summary>All that the vendor had up to the end of the window was delivered.</summary>
    Complete,

    /// <summary>Time ran out; what was delivered is checkpointed, and the next run goes on from there.</summary>
    Partial,

    /// <summary>The vendor, or its quota, wants a wait that did not fit into the run.</summary>
    Throttled,

    /// <summary>The vendor refused the credentials, or what they may read.</summary>
    AuthFailed,

    /// <summary>The vendor could not be reached, failed, or answered what cannot be read.</summary>
    SourceFailed,

    /// <summary>The events could not be handed over; they will be read again.</summary>
    SinkFailed,

    /// <summary>Progress could not be read or saved, or another run took the lease over.</summary>
    StateFailed,

    /// <summary>The configuration or the stored credentials are missing or wrong.</summary>
    Misconfigured,

    /// <summary>Another run holds the lease; this one did nothing.</summary>
    Busy,
}
