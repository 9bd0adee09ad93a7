namespace StreamAlert.Apps.Contract;

/// <summary>An app's conversation with its vendor during one run.</summary>
public abstract class Session
{
    /// <summary>Whose run it is.</summary>
    public required LogSource Source { get; init; }

    public required Credentials Auth { get; init; }

    /// <summary>What stands in for the vendor's host: a sandbox, a government cloud, a test server; null for the vendor's own.</summary>
    public Uri? BaseUrl { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>An address at the vendor, or at what stands in for it. Only hosts that were named here are talked to.</summary>
    /// <param name="host">The vendor's host, such as <c>api-5a9db0c5.duosecurity.com</c>.</param>
    /// <param name="pathAndQuery">From the leading slash on, escaped.</param>
    /// <exception cref="AppException">It is neither https nor on a loopback host.</exception>
    public abstract Uri Url(string host, string pathAndQuery);

    /// <summary>
    /// Sends a request with the app's credentials, again where that is worth it and time is left, and reads the whole answer.
    /// </summary>
    /// <returns>An answer with a status of 2xx; the caller disposes it, or hands it to a page.</returns>
    /// <exception cref="AppException">
    /// The vendor refused, could not be reached or failed, for good or for longer than the run lasts.
    /// </exception>
    public abstract Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    public Task<Answer> GetAsync(Uri address, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, address), cancellationToken);
}
