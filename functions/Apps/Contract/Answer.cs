using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace StreamAlert.Apps.Contract;

/// <summary>A vendor's answer, read to its end.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="headers">The headers as they came.</param>
/// <param name="body">The decoded body; a slice of <paramref name="memory"/>.</param>
/// <param name="memory">What the body lives in; returned when the answer is disposed.</param>
public sealed class Answer(
    HttpStatusCode status, HttpResponseHeaders headers, ReadOnlyMemory<byte> body, IDisposable? memory = null) : IDisposable
{
    private const int LongestRead = 64 << 10;

    public HttpStatusCode Status => status;

    public HttpResponseHeaders Headers => headers;

    public ReadOnlyMemory<byte> Body => body;

    /// <summary>The vendor's clock when it answered, UTC; null where it did not say.</summary>
    public DateTimeOffset? Date => headers.Date;

    /// <summary>Whether the body is a web page: of a proxy, or of a vendor under maintenance.</summary>
    public bool IsWebPage => body.Span.TrimStart(" \t\r\n\uFEFF"u8).StartsWith("<"u8);

    /// <summary>The text, number or truth at a path of a short answer, such as <c>errors.0.code</c>; null where there is none.</summary>
    /// <param name="path">Property names, and places in arrays, joined by dots.</param>
    public string? Find(string path)
    {
        if (body.Length > LongestRead)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            JsonElement? at = json.RootElement;
            foreach (var step in path.Split('.'))
            {
                at = at switch
                {
                    { ValueKind: JsonValueKind.Object } value when value.TryGetProperty(step, out var inner) => inner,
                    { ValueKind: JsonValueKind.Array } list when int.TryParse(step, out var place) && place < list.GetArrayLength() =>
                        list[place],
                    _ => null,
                };
            }

            return at is { ValueKind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } found
                ? found.ToString()
                : null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public void Dispose() => memory?.Dispose();
}
