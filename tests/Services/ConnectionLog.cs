using System.Collections.Concurrent;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Http;
using StreamAlert.Apps.Tests.Http;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>Where an app connects to when nothing stands in for its vendor; no connection comes about.</summary>
internal sealed class ConnectionLog : IDisposable
{
    private readonly ConcurrentQueue<string> asked = new();
    private readonly HttpMessageInvoker vendor;
    private readonly TestClock clock = new();
    private readonly TokenCache tokens;
    private readonly HttpSession session;
    private readonly AppIntegration app;

    public ConnectionLog(
        string type, IEnumerable<KeyValuePair<string, string>> auth, IEnumerable<KeyValuePair<string, string>>? settings = null)
    {
        vendor = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = (context, _) =>
            {
                asked.Enqueue($"{context.InitialRequestMessage.RequestUri!.Scheme}://{context.DnsEndPoint.Host}:{context.DnsEndPoint.Port}");
                throw new IOException("no network here");
            },
        });
        app = AppCatalog.Get(type);
        tokens = new TokenCache(clock);
        session = new HttpSession(app, vendor, new Budget(clock, TimeSpan.FromHours(1)), new Quota(clock), tokens, new Caller.LogLines())
        {
            Source = new LogSource("my_app", $"sa_prod_{app}_my_app_app", "prod", app.Service, app.ToString(), app.Log),
            Auth = new Credentials(auth),
            Settings = (settings ?? []).ToDictionary(),
            Clock = clock,
        };
    }

    /// <summary>As <c>https://host:443</c>, each once.</summary>
    public async Task<IReadOnlyList<string>> OfAPageAsync()
    {
        await Xunit.Assert.ThrowsAsync<AppException>(() => app.GatherLogsAsync(
            session, new Poll(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), null, null), CancellationToken.None));
        return [.. asked.Distinct()];
    }

    public void Dispose()
    {
        session.Dispose();
        tokens.Dispose();
        vendor.Dispose();
    }
}
