using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StreamAlert.Apps.Tests.Http;

/// <summary>A vendor on this machine that answers the n-th request as the n-th line of its script says; the last line repeats.</summary>
internal sealed class ScriptedVendor : IAsyncDisposable
{
    private readonly WebApplication server;
    private int asked;

    private ScriptedVendor(WebApplication server) => this.server = server;

    public Uri Address => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>The requests so far, in their order.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    public static async Task<ScriptedVendor> StartAsync(params Func<HttpContext, Task>[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseKestrel(options => options.AddServerHeader = false);
        var vendor = new ScriptedVendor(builder.Build());
        vendor.server.Run(async context =>
        {
            var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            vendor.Requests.Enqueue(new Request(context.Request.Method, target, headers, await new StreamReader(context.Request.Body).ReadToEndAsync()));
            await script[Math.Min(Interlocked.Increment(ref vendor.asked), script.Length) - 1](context);
        });
        await vendor.server.StartAsync();
        return vendor;
    }

    public static Func<HttpContext, Task> Json(string body) => Status(200, body);

    /// <param name="headers">As <c>Name: value</c>.</param>
    public static Func<HttpContext, Task> Status(int status, string body = "{}", params string[] headers) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var header in headers)
        {
            context.Response.Headers[header.Split(": ")[0]] = header[(header.IndexOf(':', StringComparison.Ordinal) + 2)..];
        }

        return context.Response.WriteAsync(body);
    };

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    internal sealed record Request(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body);
}
