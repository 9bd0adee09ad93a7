using System.Buffers;
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
/// A stand-in for Duo's Admin API on the loopback address, over plain HTTP, for tests, demonstrations and measurements. It takes
/// <see cref="DuoCredentials"/> and nothing else. https://duo.com/docs/adminapi
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly SandboxOptions options;
    private readonly DuoSandbox duo;
    private readonly ILookup<int, Fault> faults;
    private readonly RequestRecord record = new();
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> buffers = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly WebApplication app;

    private SandboxServer(SandboxOptions options)
    {
        this.options = options;
        duo = new DuoSandbox(options);
        faults = options.Faults.ToLookup(fault => fault.Call);

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

    /// <summary>Ends when the n-th request has come in, 1 being the first; it need not be answered by then.</summary>
    public Task WaitForRequestAsync(int n) => record.WaitAsync(n);

    public DuoLog Authentication => duo[DuoLogKind.Authentication];

    public DuoLog Activity => duo[DuoLogKind.Activity];

    public DuoLog Telephony => duo[DuoLogKind.Telephony];

    public DuoLog Administrator => duo[DuoLogKind.Administrator];

    public DuoLog OfflineEnrollment => duo[DuoLogKind.OfflineEnrollment];

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
        var call = record.Add($"{context.Request.Method} {context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget}");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        try
        {
            await Task.Delay(options.Latency, options.Clock, ended.Token);
            context.Response.Headers.Date = options.ServerTime.ToString("R");
            await AnswerAsync(context, faults[call].FirstOrDefault(), ended.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context, Fault? fault, CancellationToken cancellationToken)
    {
        if (fault is not null && SandboxAnswer.NeedsNoPage(fault))
        {
            await SandboxAnswer.SendNoPageAsync(context.Response, fault, cancellationToken);
            return;
        }

        var body = buffers.TryTake(out var used) ? used : new ArrayBufferWriter<byte>(64 * 1024);
        context.Response.StatusCode = duo.Answer(context.Request, body);
        var gzip = options.Gzip && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        await (fault is null
            ? SandboxAnswer.SendWholeAsync(context.Response, body.WrittenMemory, gzip, cancellationToken)
            : SandboxAnswer.SendHalfAsync(context.Response, body.WrittenMemory, fault.Kind, cancellationToken));
        body.ResetWrittenCount();
        buffers.Add(body);
    }

    /// <summary>Leaves the signals to the program around the sandbox.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
