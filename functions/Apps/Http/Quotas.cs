using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>The quotas of a process: one for each credential, whatever the number of apps that use it.</summary>
public sealed class Quotas(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Quota> quotas = new(StringComparer.Ordinal);

    public Quota For(string service, Credentials credentials)
    {
        // A digest, so that no second copy of a secret stays behind as a key.
        var text = string.Join('\0', credentials.Names.Select(name => $"{name}={credentials.Find(name)}").Prepend(service));
        return quotas.GetOrAdd(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))), _ => new Quota(clock));
    }
}
