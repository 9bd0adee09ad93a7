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
        var address = BaseUrl is { } stand ? new Uri(stand.AbsoluteUri.TrimEnd('/') + pathAndQuery) : new Uri($"https://{host}{pathAndQuery}");
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

            if (answer?.Headers.Location is { } target && (int)answer.Status is > 300 and < 400 && redirects++ < MostRedirects)
            {
                answer.Dispose();
                attempt--;
                request = new HttpRequestMessage(HttpMethod.Get, new Uri(request.RequestUri!, target));
                continue;
            }

            var retryAfter = answer is null ? null : RetryAfter.Of(answer, Clock);
            failure ??= Refusal.Read(app, this, answer!, retryAfter);
            var wait = retryAfter ?? Backoff.Delay(attempt);
            answer?.Dispose();
            if (!Backoff.IsWorthIt(failure, attempt))
            {
                throw failure;
            }

            if (failure.Outcome == Outcome.Throttled)
            {
                quota.Pause(wait);
            }

            if (!budget.Allows(wait))
            {
                throw failure.Outcome == Outcome.Throttled ? AppException.Throttled(failure.Message, wait) : failure;
            }

            Log.TriesAgain(logger, failure.Message, wait.TotalSeconds);
            await Task.Delay(wait, Clock, cancellationToken);
        }
    }

    private async Task<(Answer? Answer, AppException? Failure)> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(LongestAttempt, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
            request.Headers.TryAddWithoutValidation("User-Agent", "AppsAzure");
            if (request.Headers.Accept.Count == 0)
            {
                request.Headers.TryAddWithoutValidation("Accept", "application/json");
            }

            await app.AuthorizeAsync(request, this, either.Token);
            using var response = await vendor.SendAsync(request, either.Token);
            var body = await Body.ReadAsync(response.Content, expectedLength, either.Token);
            expectedLength = body.Length;
            return (new Answer(response.StatusCode, response.Headers, body.Bytes, body), null);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (null, AppException.SourceFailed($"'{Source.App}': {Host(request)} did not answer within {LongestAttempt.TotalSeconds:0} s"));
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or InvalidDataException)
        {
            return (null, Refusal.Read(Source.App, Host(request), problem));
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

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            throw AppException.Misconfigured($"'{Source.App}': '{address.GetLeftPart(UriPartial.Authority)}' is not https; http is for loopback hosts only: mend base_url");
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
