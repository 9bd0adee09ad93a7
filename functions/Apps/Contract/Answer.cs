using System.Net;
using System.Net.Http.Headers;

namespace StreamAlert.Apps.Contract;

/// <summary>A vendor's answer, read to its end.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="headers">The headers as they came.</param>
/// <param name="body">The decoded body; a slice of <paramref name="memory"/>.</param>
/// <param name="memory">What the body lives in; returned when the answer is disposed.</param>
public sealed class Answer(
    HttpStatusCode status, HttpResponseHeaders headers, ReadOnlyMemory<byte> body, IDisposable? memory = null) : IDisposable
{
    public HttpStatusCode Status => status;

    public HttpResponseHeaders Headers => headers;

    public ReadOnlyMemory<byte> Body => body;

    /// <summary>The vendor's clock when it answered, UTC; null where it did not say.</summary>
    public DateTimeOffset? Date => headers.Date;

    /// <summary>Whether the body is a web page: of a proxy, or of a vendor under maintenance.</summary>
    public bool IsWebPage => body.Span.TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8);

    public void Dispose() => memory?.Dispose();
}
