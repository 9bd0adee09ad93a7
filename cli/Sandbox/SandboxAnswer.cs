using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>Sends an answer, whole or as a fault has it.</summary>
internal static class SandboxAnswer
{
    public static Task SendAsync(HttpResponse response, SandboxReply reply, Fault? fault, bool gzip, CancellationToken cancellationToken)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        switch (fault?.Kind)
        {
            case FaultKind.Truncate or FaultKind.Stall or FaultKind.Garbage:
                return SendHalfAsync(response, reply.Written, fault.Kind, cancellationToken);
            case FaultKind.Charset:
                response.ContentType = $"{reply.ContentType.Split(';')[0]}; charset=ISO-8859-1";
                return SendWholeAsync(response, Latin1.Of(reply.Written.Span), gzip, cancellationToken);
            default:
                return SendWholeAsync(response, reply.Written, gzip, cancellationToken);
        }
    }

    private static async Task SendWholeAsync(
        HttpResponse response, ReadOnlyMemory<byte> body, bool gzip, CancellationToken cancellationToken)
    {
        if (!gzip || body.IsEmpty)
        {
            response.ContentLength = body.Length;
            await response.BodyWriter.WriteAsync(body, cancellationToken);
            return;
        }

        response.Headers.ContentEncoding = "gzip";
        await using var packed = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await packed.WriteAsync(body, cancellationToken);
    }

    private static async Task SendHalfAsync(
        HttpResponse response, ReadOnlyMemory<byte> body, FaultKind kind, CancellationToken cancellationToken)
    {
        var half = body[..(body.Length / 2)];
        response.ContentLength = kind == FaultKind.Garbage ? half.Length : body.Length;
        await response.BodyWriter.WriteAsync(half, cancellationToken);

        // The server ends the connection of an answer that falls short of its length, once what there is has been sent.
        if (kind == FaultKind.Stall)
        {
            var never = new TaskCompletionSource();
            await never.Task.WaitAsync(cancellationToken);
        }
    }
}
