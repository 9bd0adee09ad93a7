using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>The access tokens that a stand-in gives for credentials. They open nothing but the sandbox.</summary>
public sealed class SandboxTokens(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> ends = new(StringComparer.Ordinal);

    /// <summary>A new token, of 43 letters, digits, <c>-</c> and <c>_</c>.</summary>
    public string Issue(TimeSpan lifetime)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        ends[token] = clock.GetUtcNow() + lifetime;
        return token;
    }

    /// <summary>Whether the token was given, is not forgotten and has not expired.</summary>
    public bool Check(string? token) => token is not null && ends.TryGetValue(token, out var end) && clock.GetUtcNow() < end;

    /// <summary>From now on none of the tokens given so far is known.</summary>
    public void Forget() => ends.Clear();
}
