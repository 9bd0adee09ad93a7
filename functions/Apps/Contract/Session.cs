using System.Collections.Frozen;

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

    /// <summary>What the user chose for this app, by name; what is missing has its default.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// What a service keeps open from one page to the next, such as a file that is being read; disposed with the session, and never needed:
    /// a page can always be asked for anew.
    /// </summary>
    public IDisposable? Kept { get; set; }

    /// <summary>The user's choice, or else the default.</summary>
    public string Setting(AppSetting setting) => Settings.GetValueOrDefault(setting.Name, setting.Default);

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

    /// <summary>Sends a request as <see cref="SendAsync"/> does, and leaves the body of the answer to be read as it comes.</summary>
    /// <exception cref="AppException">As with <see cref="SendAsync"/>; reading the body can end so as well.</exception>
    public abstract Task<OpenAnswer> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>
    /// The token that these credentials are worth: the one that is known, or a new one where it is about to expire or was refused. Known
    /// tokens are in memory only, one for each credential, whatever the number of apps that use it.
    /// </summary>
    /// <param name="ask">
    /// Makes the request for a token, given the time, UTC: that of the vendor's clock, where it refused one that was made by ours.
    /// </param>
    /// <exception cref="AppException">The vendor gives none for these credentials, or cannot be reached.</exception>
    public abstract ValueTask<AccessToken> TokenAsync(Func<DateTimeOffset, HttpRequestMessage> ask, CancellationToken cancellationToken);

    /// <summary>Signs claims with a private key: https://www.rfc-editor.org/rfc/rfc7523</summary>
    /// <exception cref="AppException">The key cannot be read.</exception>
    public abstract string SignJwt(Jwt jwt);
}
