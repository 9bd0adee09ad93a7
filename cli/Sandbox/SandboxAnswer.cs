using System.Buffers;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>Sends an answer, whole or as a fault has it.</summary>
internal static class SandboxAnswer
{
    private const string MaintenancePage =
        "<!DOCTYPE html>\n<html><head><title>Maintenance</title></head><body><h1>We will be back soon.</h1></body></html>\n";

    /// <summary>Whether the fault needs no page: it is told before anybody looks at what was asked for.</summary>
    public static bool NeedsNoPage(Fault fault) =>
        fault.Kind is FaultKind.Status or FaultKind.Close or FaultKind.Html or FaultKind.Redirect;

    public static async Task SendWholeAsync(
        HttpResponse response, ReadOnlyMemory<byte> body, bool gzip, CancellationToken cancellationToken)
    {
        response.ContentType = "application/json";
        if (!gzip)
        {
            response.ContentLength = body.Length;
            await response.BodyWriter.WriteAsync(body, cancellationToken);
            return;
        }

        response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await packed.WriteAsync(body, cancellationToken);
    }

    public static async Task SendHalfAsync(
        HttpResponse response, ReadOnlyMemory<byte> body, FaultKind kind, CancellationToken cancellationToken)
    {
        var half = body[..(body.Length / 2)];
        response.ContentType = "application/json";
        response.ContentLength = kind == FaultKind.Garbage ? half.Length : body.Length;
        await response.BodyWriter.WriteAsync(half, cancellationToken);

        // The server ends the connection of an answer that falls short of its length, once what there is has been sent.
        if (kind == FaultKind.Stall)
        {
            var never = new TaskCompletionSource();
            await never.Task.WaitAsync(cancellationToken);
        }
    }

    public static async Task SendNoPageAsync(HttpResponse response, Fault fault, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>();
        switch (fault.Kind)
        {
            case FaultKind.Close:
                response.HttpContext.Abort();
                return;
            case FaultKind.Html:
                response.ContentType = "text/html; charset=utf-8";
                Encoding.UTF8.GetBytes(MaintenancePage, body);
                break;
            case FaultKind.Redirect:
                response.Redirect("http://192.0.2.1/");
                break;
            default:
                response.StatusCode = fault.Status;
                response.ContentType = "application/json";
                DuoRefusal.Of(fault.Status).Write(body);
                break;
        }

        response.ContentLength = body.WrittenCount;
        await response.BodyWriter.WriteAsync(body.WrittenMemory, cancellationToken);
    }
}
