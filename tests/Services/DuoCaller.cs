using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Http;
using StreamAlert.Apps.Services;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>A Duo app and its session with a vendor of the test's.</summary>
internal sealed class DuoCaller : IDisposable
{
    private readonly HttpMessageInvoker vendor = new(VendorHandler.Create());
    private readonly DuoApp app;
    private readonly string secret;

    public DuoCaller(Uri address, DuoApp app, TestClock? clock = null, string secret = Caller.Secret)
    {
        (this.app, this.secret) = (app, secret);
        clock ??= new TestClock();
        Session = new HttpSession(app, vendor, new Budget(clock, TimeSpan.FromHours(1)), new Quota(clock), new TokenCache(clock), new Caller.LogLines())
        {
            Source = new LogSource("my_app", $"sa_prod_{app}_my_app_app", "prod", app.Service, app.ToString(), app.Log),
            Auth = new Credentials([new("api_hostname", "api-abcdef12.duosecurity.com"), new("integration_key", "DIABCDEFGHIJKLMNOPQR"), new("secret_key", secret)]),
            BaseUrl = address,
            Clock = clock,
        };
    }

    public HttpSession Session { get; }

    public Task<Page> GatherAsync(long from, long to, string? token = null) => app.GatherLogsAsync(
        Session, new Poll(DateTimeOffset.FromUnixTimeSeconds(from), DateTimeOffset.FromUnixTimeSeconds(to), token, null), CancellationToken.None);

    public async Task<AppException> RefusalAsync(string? token = null)
    {
        var refusal = await Assert.ThrowsAsync<AppException>(() => GatherAsync(1000, 2000, token));
        Assert.Contains("'my_app'", refusal.Message);
        Assert.DoesNotContain(secret, refusal.ToString());
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal;
    }

    public void Dispose() => vendor.Dispose();
}
