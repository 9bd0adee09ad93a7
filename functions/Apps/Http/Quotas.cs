using System.Collections.Concurrent;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>The quotas of a process: one for each credential, whatever the number of apps that use it.</summary>
public sealed class Quotas(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Quota> quotas = new(StringComparer.Ordinal);

    public Quota For(string service, Credentials credentials, RequestLimit? limit = null) =>
        quotas.GetOrAdd(CredentialKey.Of(service, credentials, limit?.ToString()), _ => new Quota(clock, limit));
}
