using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Sinks;

/// <summary>
/// Where events go. A home cuts a delivery into what it can carry and says what arrived; it lets its exceptions out and tries nothing
/// again that its own client does not: what to do about an error is for the collector to say.
/// </summary>
public interface ISink : IAsyncDisposable
{
    /// <summary>Where the events go, for messages and for the pointers to dead letters: a path, a URL, <c>stdout</c>.</summary>
    string Address { get; }

    /// <summary>Sends events in their order. When it returns, all but those refused have arrived and stay.</summary>
    /// <exception cref="AppException">It is not sure that all arrived; some may have.</exception>
    Task<Receipt> SendAsync(Delivery delivery, CancellationToken cancellationToken);
}
