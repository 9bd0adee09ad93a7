using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Http;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>An app of any service and its session with a vendor of the test's.</summary>
internal sealed class ServiceCaller : IDisposable
{
    private readonly HttpMessageInvoker vendor = new(VendorHandler.Create());
    private readonly AppIntegration app;
    private readonly TokenCache tokens;
    private readonly string[] secrets;

    public ServiceCaller(
        string type,
        Uri? address,
        IEnumerable<KeyValuePair<string, string>> auth,
        TestClock? clock = null,
        IEnumerable<KeyValuePair<string, string>>? settings = null)
        : this(AppCatalog.Get(type), address, auth, clock, settings)
    {
    }

    public ServiceCaller(
        AppIntegration app,
        Uri? address,
        IEnumerable<KeyValuePair<string, string>> auth,
        TestClock? clock = null,
        IEnumerable<KeyValuePair<string, string>>? settings = null)
    {
        this.app = app;
        Clock = clock ?? new TestClock();
        tokens = new TokenCache(Clock);
        var credentials = new Credentials(auth);
        secrets = [.. app.RequiredAuthInfo.Where(field => !field.IsPublic).Select(field => credentials.Find(field.Name)).OfType<string>()];
        Session = new HttpSession(app, vendor, new Budget(Clock, TimeSpan.FromHours(1)), new Quota(Clock), tokens, Log)
        {
            Source = new LogSource("my_app", $"sa_prod_{app}_my_app_app", "prod", app.Service, app.ToString(), app.Log),
            Auth = credentials,
            Settings = (settings ?? []).ToDictionary(),
            BaseUrl = address,
            Clock = Clock,
        };
    }

    public TestClock Clock { get; }

    public HttpSession Session { get; }

    public Caller.LogLines Log { get; } = new();

    /// <param name="from">Start of the window in Unix seconds, inclusive.</param>
    /// <param name="to">Its end in Unix seconds, exclusive.</param>
    public Task<Page> GatherAsync(long from, long to, string? token = null, string? position = null) => app.GatherLogsAsync(
        Session,
        new Poll(DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.FromUnixTimeSeconds(to), token, position),
        CancellationToken.None);

    /// <summary>How a page ends that does not come: one line for an operator, about this app, without a secret.</summary>
    public async Task<AppException> RefusalAsync(string? token = null, long from = 1000, long to = 2000)
    {
        var refusal = await Assert.ThrowsAsync<AppException>(() => GatherAsync(from, to, token));
        Assert.Contains("'my_app'", refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, $"{refusal} {string.Concat(Log.Lines)}"));
        return refusal;
    }

    public void Dispose()
    {
        Session.Dispose();
        tokens.Dispose();
        vendor.Dispose();
    }
}
