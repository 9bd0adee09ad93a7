using System.Net;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>Sends a request once, and reads the whole answer.</summary>
/// <param name="vendor">Sends it; see <see cref="VendorHandler"/>.</param>
/// <param name="app">The app's name, for messages.</param>
internal sealed class VendorClient(HttpMessageInvoker vendor, string app, TimeProvider clock)
{
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(60);

    private int expectedLength;

    /// <returns>The answer, whatever its status, or why there is none.</returns>
    public async Task<(Answer? Answer, AppException? Failure)> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Authority;
        using var time = new CancellationTokenSource(LongestAttempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            using var response = await vendor.SendAsync(request, either.Token);
            var body = await Body.ReadAsync(response.Content, expectedLength, either.Token);
            expectedLength = body.Length;
            return (new Answer(response.StatusCode, response.Headers, body.Bytes, body), null);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (null, AppException.SourceFailed($"'{app}': {host} did not answer within {LongestAttempt.TotalSeconds:0} s"));
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            // What is left is the connection's own time: a host that does not even refuse.
            return (null, Refusal.Read(app, host, new HttpRequestException(HttpRequestError.ConnectionError, inner: problem)));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException)
        {
            return (null, Refusal.Read(app, host, problem));
        }
    }

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

    private static void AddIfMissing(HttpRequestMessage request, string header, string value)
    {
        if (!request.Headers.Contains(header))
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }
    }
}
