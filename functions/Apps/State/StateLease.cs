using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.State;

/// <summary>
/// The right to change one app's state. Every write is refused with <see cref="Outcome.StateFailed"/> once somebody else has taken it.
/// Disposing it gives it back.
/// </summary>
public abstract class StateLease : IAsyncDisposable
{
    /// <summary>The state as it was found, already marked as running.</summary>
    public required StateDocument Document { get; init; }

    /// <summary>Whose run this one takes over, since it ended without saying so; null where the last run ended in order.</summary>
    public string? TookOverFrom { get; init; }

    /// <summary>How long the lease holds without being renewed.</summary>
    public required TimeSpan Term { get; init; }

    /// <summary>Replaces the document as a whole, if the lease still holds.</summary>
    public abstract Task SaveAsync(StateDocument document, CancellationToken cancellationToken);

    /// <summary>Makes the lease hold for another term.</summary>
    public abstract Task RenewAsync(CancellationToken cancellationToken);

    /// <summary>Reads what was kept beside the document under a name; null where it is gone.</summary>
    public abstract Task<ReadOnlyMemory<byte>?> ReadPartAsync(string name, CancellationToken cancellationToken);

    /// <summary>Keeps bytes beside the document under a name: letters, digits and '-'.</summary>
    public abstract Task WritePartAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Removes all that is kept beside the document but under these names.</summary>
    public abstract Task KeepPartsAsync(IReadOnlySet<string> names, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();
}
