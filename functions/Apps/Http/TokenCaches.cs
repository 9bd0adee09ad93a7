using System.Collections.Concurrent;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>The tokens of a process: one for each credential, whatever the number of apps that use it.</summary>
public sealed class TokenCaches(TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, TokenCache> caches = new(StringComparer.Ordinal);

    /// <param name="where">What decides where the credentials are handed in, besides themselves: settings, and what stands in.</param>
    public TokenCache For(string service, Credentials credentials, params IEnumerable<string?> where) =>
        caches.GetOrAdd(CredentialKey.Of(service, credentials, where), _ => new TokenCache(clock));

    public void Dispose()
    {
        foreach (var cache in caches.Values)
        {
            cache.Dispose();
        }
    }
}
