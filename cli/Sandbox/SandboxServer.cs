using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Stand-ins for the vendors on the loopback address, over plain HTTP, for tests, demonstrations and measurements. They take the
/// credentials that <see cref="Sandbox.StandIn.Auth"/> tells and nothing else.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly SandboxOptions options;
    private readonly StandIns standIns;
    private readonly ConcurrentDictionary<int, Fault> faults = new();
    private readonly RequestRecord record = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly WebApplication app;

    private SandboxServer(SandboxOptions options)
    {
        this.options = options;
        standIns = new StandIns(options);
        foreach (var fault in options.Faults)
        {
            faults.TryAdd(fault.Call, fault);
        }

        // Empty: neither settings files, environment variables nor logs of the program around it concern the sandbox.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMilliseconds(500));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>For example <c>http://127.0.0.1:8080/</c>.</summary>
    public Uri Address => new(app.Urls.Single());

    /// <summary>How many requests have come in, whatever became of them.</summary>
    public int Requests => record.Count;

    /// <summary>The last requests, 10,000 at most, oldest first, such as <c>GET /path?query</c>.</summary>
    public IReadOnlyList<string> RequestLines => record.Lines;

    /// <summary>
    /// The requests that no vendor would understand, such as <c>GET /path?query: limit is not known</c>: a client that knows the vendor
    /// sends none. The last 10,000, oldest first; what a fault made wrong is not among them.
    /// </summary>
    public IReadOnlyList<string> Misunderstood => record.Misunderstood;

    /// <summary>Lets something go wrong with a request to come; its <c>Call</c> counts from now on, 1 being the next request.</summary>
    public void Strike(Fault fault) => faults[Requests + fault.Call] = fault;

    /// <summary>From now on nothing goes wrong.</summary>
    public void Calm() => faults.Clear();

    /// <summary>Ends when the n-th request has come in, 1 being the first; it need not be answered by then.</summary>
    public Task WaitForRequestAsync(int n) => record.WaitAsync(n);

    /// <summary>What stands in for a service, such as that of an app's <see cref="AppIntegration.Service"/>.</summary>
    /// <exception cref="AppException">Nothing does: <see cref="Outcome.Misconfigured"/>.</exception>
    public StandIn StandIn(string service) => standIns[service];

    /// <summary>The log that an app of this type reads; the service is what stands before the first <c>_</c>.</summary>
    /// <exception cref="AppException">There is none: <see cref="Outcome.Misconfigured"/>.</exception>
    public SandboxLog Log(string type) => standIns[type.Split('_')[0]].Log(type);

    /// <exception cref="AppException">The options make no sense, or the port is taken: <see cref="Outcome.Misconfigured"/>.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CancellationToken ct = default)
    {
        options.Validate();
        var server = new SandboxServer(options);
        try
        {
            await server.app.StartAsync(ct);
            return server;
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            await server.DisposeAsync();
            throw AppException.Misconfigured($"Port {options.Port} cannot be used: name another, or 0 for any free one.", failure);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        stopping.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        // Without the body, which may hold secrets.
        var line = $"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}";
        var call = record.Add(line);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        try
        {
            await Task.Delay(options.Latency, options.Clock, ended.Token);
            context.Response.Headers.Date = options.ServerTime.ToString("R");
            var standIn = standIns.At(context.Request.Path.Value ?? "");
            var fault = standIn is null ? null : faults.GetValueOrDefault(call);
            if (fault?.Kind == FaultKind.Close)
            {
                context.Abort();
                return;
            }

            var reply = standIn is null ? Unknown(line) : await AskAsync(standIn, context.Request, fault, line, ended.Token);
            var gzip = options.Gzip
                && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
            await SandboxAnswer.SendAsync(context.Response, reply, fault, gzip, ended.Token);
            reply.Release();
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task<SandboxReply> AskAsync(
        StandIn standIn, HttpRequest request, Fault? fault, string line, CancellationToken cancellationToken)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (FaultReply.Of(fault, standIn) is { } instead)
        {
            return instead;
        }

        if (fault?.Kind == FaultKind.Expired)
        {
            standIn.ForgetTokens();
        }

        try
        {
            return standIn.Answer(new SandboxRequest(request, body.ToArray(), standIn, fault, options.ServerTime));
        }
        catch (SandboxRefusal refusal)
        {
            if (refusal.IsMisunderstanding && fault?.Kind != FaultKind.Forget)
            {
                record.AddMisunderstood(line, refusal.Message);
            }

            return refusal.Reply;
        }
    }

    private SandboxReply Unknown(string line)
    {
        record.AddMisunderstood(line, "no service has this path");
        return SandboxReply.Of(404, """{"error":"not_found"}""");
    }

    /// <summary>Leaves the signals to the program around the sandbox.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
