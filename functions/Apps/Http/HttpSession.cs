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

    private VendorHosts? hosts;
    private VendorClient? client;

    private VendorHosts Hosts => hosts ??= new VendorHosts(Source);

    private VendorClient Client => client ??= new VendorClient(vendor, Source.App, Clock);

    public override Uri Url(string host, string pathAndQuery) =>
        Hosts.Admit(BaseUrl is { } stand ? stand.AbsoluteUri.TrimEnd('/') + pathAndQuery : $"https://{host}{pathAndQuery}");

    public override async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (attempt, redirects) = (1, 0);
        while (true)
        {
            Hosts.Check(request.RequestUri!);
            await WaitForQuotaAsync(cancellationToken);
            VendorClient.Prepare(request);

            // May ask the vendor for a token first, which has a time and waits of its own.
            await app.AuthorizeAsync(request, this, cancellationToken);
            var (answer, failure) = await Client.SendAsync(request, cancellationToken);
            if (answer is { Status: < HttpStatusCode.MultipleChoices })
            {
                return answer;
            }

            using (answer)
            {
                if (VendorClient.Redirected(request, answer) is { } redirected && redirects++ < MostRedirects)
                {
                    request = redirected;
                    continue;
                }

                var retryAfter = answer is null ? null : RetryAfter.Of(answer, Clock);
                failure ??= Refusal.Read(app, this, answer!, retryAfter);
                await WaitOrThrowAsync(failure, failure.RetryAfter ?? retryAfter, attempt++, cancellationToken);
            }
        }
    }

    // Waits for as long as the vendor wants, or as is good manners, where another attempt is worth it and time is left.
    private async Task WaitOrThrowAsync(AppException failure, TimeSpan? wanted, int attempt, CancellationToken cancellationToken)
    {
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

    private async Task WaitForQuotaAsync(CancellationToken cancellationToken)
    {
        while (quota.Wait is var wait && wait > TimeSpan.Zero)
        {
            if (!budget.Allows(wait))
            {
                throw AppException.Throttled(
                    $"'{Source.App}': {Source.Service} wants no request with these credentials for another {wait.TotalSeconds:0} s", wait);
            }

            await Task.Delay(wait, Clock, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}; trying again in {Seconds:0.#} s")]
        public static partial void TriesAgain(ILogger logger, string problem, double seconds);
    }
}
