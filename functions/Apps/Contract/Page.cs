namespace StreamAlert.Apps.Contract;

/// <summary>One page of events, and where the next one is. Its events live as long as it is not disposed.</summary>
/// <param name="events">The events in the order of the answer.</param>
/// <param name="memory">What the events are slices of; returned when the page is disposed.</param>
public sealed class Page(IReadOnlyList<LogEvent> events, IDisposable? memory = null) : IDisposable
{
    public IReadOnlyList<LogEvent> Events => events;

    /// <summary>Where the next page of the window is, opaque to everybody else; null where the window is drained.</summary>
    public string? Next { get; init; }

    /// <summary>The source's own position behind this page, for sources that have one.</summary>
    public string? Position { get; init; }

    /// <summary>The vendor's clock when it answered, UTC; null where it did not say.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>What the vendor cannot give, for the log and the operator; null for nothing.</summary>
    public string? Notice { get; init; }

    /// <summary>Whether the vendor no longer knows the token that it was asked with: the window is read again from its start.</summary>
    public bool TokenExpired { get; init; }

    /// <summary>What could not be read while the rest of the window can: the watermark will not pass it. Null for nothing.</summary>
    public Missing? Missing { get; init; }

    /// <summary>What the layout's <see cref="PageLayout.Facts"/> are in this answer, in their order; null where one is missing.</summary>
    public IReadOnlyList<string?> Facts { get; init; } = [];

    public void Dispose() => memory?.Dispose();
}
