using System.Net;
using Microsoft.Extensions.Logging;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>A session over HTTP: signs, sends, reads, and tries again where that is worth it and the run has time for it.</summary>
/// <param name="app">Which service it is, for signing and for what its refusals mean.</param>
/// <param name="vendor">Sends one request; see <see cref="VendorHandler"/>.</param>
/// <param name="budget">The run's time.</param>
/// <param name="quota">What the credential may still do, shared by all apps that use it.</param>
/// <param name="logger">Told of each wait.</param>
public sealed partial class HttpSession(AppIntegration app, HttpMessageInvoker vendor, Budget budget, Quota quota, ILogger logger) : Session
{
    private const int MostRedirects = 5;
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(60);

    private readonly HashSet<string> hosts = [];
    private int expectedLength;

    public override Uri Url(string host, string pathAndQuery)
    {
        var text = BaseUrl is { } stand ? stand.AbsoluteUri.TrimEnd('/') + pathAndQuery : $"https://{host}{pathAndQuery}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            throw AppException.Misconfigured($"'{Source.App}': the host in the stored credentials is none; supply them again");
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            throw AppException.Misconfigured($"'{Source.App}': '{address.Scheme}://{address.Authority}' is not https; http is for loopback hosts only: mend base_url");
        }

        lock (hosts)
        {
            hosts.Add(Authority(address));
        }

        return address;
    }

    public override async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var redirects = 0;
        for (var attempt = 1; ; attempt++)
        {
            CheckAddress(request.RequestUri!);
            await WaitForQuotaAsync(cancellationToken);
            var (answer, failure) = await AttemptAsync(request, cancellationToken);
            if (answer is { Status: < HttpStatusCode.MultipleChoices })
            {
                return answer;
            }

            if (answer?.Headers.Location is { } target && (int)answer.Status is > 300 and < 400 && request.Method == HttpMethod.Get && redirects++ < MostRedirects)
            {
                answer.Dispose();
                attempt--;
                request = Redirected(request, target);
                continue;
            }

            var retryAfter = answer is null ? null : RetryAfter.Of(answer, Clock);
            failure ??= Refusal.Read(app, this, answer!, retryAfter);
            answer?.Dispose();
            var wanted = failure.RetryAfter ?? retryAfter;
            // "Now" is no advice: whoever follows it is refused again at once.
            var wait = wanted > TimeSpan.Zero ? wanted.Value : Backoff.Delay(attempt);
            if (failure.Outcome == Outcome.Throttled)
            {
                quota.Pause(wait);
            }

            if (!Backoff.IsWorthIt(failure, attempt))
            {
                throw failure;
            }

            if (!budget.Allows(wait))
            {
                throw failure.Outcome == Outcome.Throttled || wanted > TimeSpan.Zero ? AppException.Throttled(failure.Message, wait) : failure;
            }

            Log.TriesAgain(logger, failure.Message, wait.TotalSeconds);
            await Task.Delay(wait, Clock, cancellationToken);
        }
    }

    private async Task<(Answer? Answer, AppException? Failure)> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        AddIfMissing(request, "User-Agent", "AppsAzure");
        AddIfMissing(request, "Accept", "application/json");

        // May ask the vendor for a token first, which has a time and waits of its own.
        await app.AuthorizeAsync(request, this, cancellationToken);
        using var time = new CancellationTokenSource(LongestAttempt, Clock);
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
            return (null, AppException.SourceFailed($"'{Source.App}': {Host(request)} did not answer within {LongestAttempt.TotalSeconds:0} s"));
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            // What is left is the connection's own time: a host that does not even refuse.
            return (null, Refusal.Read(Source.App, Host(request), new HttpRequestException(HttpRequestError.ConnectionError, inner: problem)));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException)
        {
            return (null, Refusal.Read(Source.App, Host(request), problem));
        }
    }

    private static HttpRequestMessage Redirected(HttpRequestMessage request, Uri target)
    {
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

    private async Task WaitForQuotaAsync(CancellationToken cancellationToken)
    {
        while (quota.Wait is var wait && wait > TimeSpan.Zero)
        {
            if (!budget.Allows(wait))
            {
                throw AppException.Throttled($"'{Source.App}': {Source.Service} wants no request with these credentials for another {wait.TotalSeconds:0} s", wait);
            }

            await Task.Delay(wait, Clock, cancellationToken);
        }
    }

    // Credentials go only to the host that was configured, whatever a link or a redirect says.
    private void CheckAddress(Uri address)
    {
        lock (hosts)
        {
            if (!hosts.Contains(Authority(address)))
            {
                throw AppException.SourceFailed(
                    $"'{Source.App}': {Source.Service} points to another host, '{Plain.Text(address.Host)}', which gets no credentials; if it is right, set base_url to it");
            }
        }
    }

    // User information is part of an authority: 'https://vendor@elsewhere/' is not the vendor.
    private static string Authority(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static string Host(HttpRequestMessage request) => request.RequestUri!.Authority;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}; trying again in {Seconds:0.#} s")]
        public static partial void TriesAgain(ILogger logger, string problem, double seconds);
    }
}
