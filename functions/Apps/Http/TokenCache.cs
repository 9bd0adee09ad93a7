using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>The token of one credential, kept in memory until shortly before it expires; asked for once, however many need it.</summary>
public sealed class TokenCache(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim gate = new(1);
    private AccessToken? token;
    private DateTimeOffset until;

    /// <param name="fetch">Asks the vendor for one; tells it, and for how long it is good.</param>
    internal async Task<AccessToken> GetAsync(
        Func<CancellationToken, Task<(AccessToken Token, TimeSpan Lifetime)>> fetch, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (token is null || clock.GetUtcNow() >= until)
            {
                token = null;
                var asked = clock.GetUtcNow();
                (token, var lifetime) = await fetch(cancellationToken);
                var margin = lifetime / 10;
                until = asked + lifetime - (margin < LongestMargin ? margin : LongestMargin);
            }

            return token;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The vendor no longer takes this one. Another that came since stays.</summary>
    internal async Task ForgetAsync(AccessToken refused, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        token = ReferenceEquals(token, refused) ? null : token;
        gate.Release();
    }

    public void Dispose() => gate.Dispose();
}
