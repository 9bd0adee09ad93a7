using System.Net;
using System.Text.Unicode;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>Sends a request once, and reads the whole answer.</summary>
/// <param name="vendor">Sends it; see <see cref="VendorHandler"/>.</param>
/// <param name="service">Tells a refusal from an answer.</param>
/// <param name="app">The app's name, for messages.</param>
internal sealed class VendorClient(HttpMessageInvoker vendor, AppIntegration service, string app, TimeProvider clock)
{
    /// <summary>How long an answer may take, or the next piece of one that is read as it comes.</summary>
    public static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(60);

    private int expectedLength;

    /// <returns>The whole answer, whatever its status, or why there is none.</returns>
    public Task<Reply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        GuardAsync(request, async cancel =>
        {
            using var response = await vendor.SendAsync(request, cancel);
            return await ReadAsync(response, cancel);
        }, cancellationToken);

    /// <returns>An answer whose body is still to be read, the whole of a refusal, or why there is neither.</returns>
    public Task<Reply> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        GuardAsync(request, async cancel =>
        {
            var response = await vendor.SendAsync(request, cancel);
            try
            {
                if (!response.IsSuccessStatusCode)
                {
                    return await ReadAsync(response, cancel);
                }

                var body = new PatientStream(
                    await response.Content.ReadAsStreamAsync(cancel), app, request.RequestUri!.Authority, clock);
                (var connection, response) = (response, null);
                return new Reply(true, Stream: new OpenAnswer(body, connection));
            }
            finally
            {
                response?.Dispose();
            }
        }, cancellationToken);

    /// <summary>What every request has, unless the service says otherwise.</summary>
    public static void Prepare(HttpRequestMessage request)
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        AddIfMissing(request, "User-Agent", "AppsAzure");
        AddIfMissing(request, "Accept", "application/json");
    }

    /// <summary>The same request at the address that the vendor named instead; null where there is none to follow.</summary>
    public static HttpRequestMessage? Redirected(HttpRequestMessage request, Answer? answer)
    {
        if (answer?.Headers.Location is not { } target || (int)answer.Status is <= 300 or >= 400 || request.Method != HttpMethod.Get)
        {
            return null;
        }

        var next = new HttpRequestMessage(request.Method, new Uri(request.RequestUri!, target));
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            next.Headers.TryAddWithoutValidation(name, values);
        }

        return next;
    }

    private async Task<Reply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await Body.ReadAsync(response.Content, expectedLength, cancellationToken);
        expectedLength = body.Length;
        var charset = response.Content.Headers.ContentType?.CharSet?.Trim('"');

        // Vendors that name another charset out of habit do no harm, as long as it is UTF-8 after all.
        if (charset is { Length: > 0 } && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) && !Utf8.IsValid(body.Bytes.Span))
        {
            body.Dispose();
            return new Reply(false, Failure: AppException.SourceFailed(
                $"'{app}': {service.Service} answers in the charset '{Plain.Text(charset)}' where JSON is UTF-8; "
                + "is there a proxy in between that changes answers?"));
        }

        var answer = new Answer(response.StatusCode, response.Headers, body.Bytes, body);
        return new Reply(!service.IsRefusal(answer), answer);
    }

    private async Task<Reply> GuardAsync(
        HttpRequestMessage request, Func<CancellationToken, Task<Reply>> attempt, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Authority;
        using var time = new CancellationTokenSource(LongestAttempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            return await attempt(either.Token);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Reply(
                false, Failure: AppException.SourceFailed($"'{app}': {host} did not answer within {LongestAttempt.TotalSeconds:0} s"));
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            // What is left is the connection's own time: a host that does not even refuse.
            return new Reply(
                false, Failure: Refusal.Read(app, host, new HttpRequestException(HttpRequestError.ConnectionError, inner: problem)));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException)
        {
            return new Reply(false, Failure: Refusal.Read(app, host, problem));
        }
    }

    private static void AddIfMissing(HttpRequestMessage request, string header, string value)
    {
        if (!request.Headers.Contains(header))
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
    }
}
