using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Http;

/// <summary>A session with a vendor of the test's, on a clock of the test's.</summary>
internal sealed class Caller : IDisposable
{
    public const string Secret = "hunter2hunter2hunter2hunter2hunter2hunte";

    private readonly HttpMessageInvoker vendor;

    public Caller(Uri? vendorAddress, TimeSpan? budget = null, AppIntegration? app = null, Quota? quota = null, TestClock? clock = null, SocketsHttpHandler? handler = null)
    {
        Clock = clock ?? new TestClock();
        vendor = new HttpMessageInvoker(handler ?? VendorHandler.Create());
        App = app ?? new SigningApp();
        Session = new HttpSession(App, vendor, new Budget(Clock, budget ?? TimeSpan.FromHours(1)), quota ?? new Quota(Clock), new TokenCache(Clock), Log)
        {
            Source = new LogSource("my_app", "sa_prod_signing_test_my_app_app", "prod", App.Service, App.ToString(), "signing:test"),
            Auth = new Credentials([
                new("api_hostname", "api-abcdef12.duosecurity.com"), new("integration_key", "DIABCDEFGHIJKLMNOPQR"), new("secret_key", Secret)]),
            BaseUrl = vendorAddress,
            Clock = Clock,
        };
    }

    public TestClock Clock { get; }

    public AppIntegration App { get; }

    public HttpSession Session { get; }

    public LogLines Log { get; } = new();

    public async Task<string> GetAsync(string path = "/logs")
    {
        using var answer = await Session.GetAsync(Session.Url("vendor.example", path), CancellationToken.None);
        return Encoding.UTF8.GetString(answer.Body.Span);
    }

    /// <summary>How a request ends that does not go well: one line for an operator, without a secret.</summary>
    public Task<AppException> RefusalAsync(string path = "/logs") => RefusalAsync(() => GetAsync(path));

    public async Task<AppException> RefusalAsync(Func<Task> request)
    {
        var refusal = await Assert.ThrowsAsync<AppException>(request);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.Contains("'my_app'", refusal.Message);
        Assert.DoesNotContain(Secret, refusal.ToString());
        Assert.DoesNotContain(Secret, string.Concat(Log.Lines));
        return refusal;
    }

    public void Dispose() => vendor.Dispose();

    /// <summary>Signs each attempt with its number.</summary>
    public sealed class SigningApp : AppIntegration
    {
        private int attempts;

        public override string Service => "signing";

        public override string Type => "test";

        public override string Log => "signing:test";

        public override string Description => "nothing";

        public override IReadOnlyList<AuthField> RequiredAuthInfo => [new("secret_key", "the key", new("^.+$")), new("api_hostname", "the host", new("^.+$"))];

        public Func<Answer, AppException?> Meaning { get; init; } = _ => null;

        public override ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken)
        {
            request.Headers.Remove("Authorization");
            request.Headers.TryAddWithoutValidation("Authorization", $"{session.Auth["secret_key"]} {Interlocked.Increment(ref attempts)}");
            return ValueTask.CompletedTask;
        }

        public override AppException? Explain(Answer refusal, Session session) => Meaning(refusal);

        public override Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    public sealed class LogLines : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add(formatter(state, exception));
            }
        }
    }
}
