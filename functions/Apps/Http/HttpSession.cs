using System.Net;
using Microsoft.Extensions.Logging;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>A session over HTTP: signs, sends, reads, and tries again where that is worth it and the run has time for it.</summary>
/// <param name="app">Which service it is, for signing and for what its refusals mean.</param>
/// <param name="vendor">Sends one request; see <see cref="VendorHandler"/>.</param>
/// <param name="budget">The run's time.</param>
/// <param name="quota">What the credential may still do, shared by all apps that use it.</param>
/// <param name="tokens">The credential's token, shared by all apps that use it.</param>
/// <param name="logger">Told of each wait.</param>
public sealed class HttpSession(
    AppIntegration app, HttpMessageInvoker vendor, Budget budget, Quota quota, TokenCache tokens, ILogger logger) : Session, IDisposable
{
    private const int MostRedirects = 5;

    private VendorHosts? hosts;
    private VendorClient? client;
    private Patience? patience;
    private AccessToken? lastToken;

    private VendorHosts Hosts => hosts ??= new VendorHosts(Source);

    private VendorClient Client => client ??= new VendorClient(vendor, app, Source.App, Clock);

    private Patience Patience => patience ??= new Patience(budget, quota, Source, Clock, logger);

    public override Uri Url(string host, string pathAndQuery) =>
        Hosts.Admit(BaseUrl is { } stand ? stand.AbsoluteUri.TrimEnd('/') + pathAndQuery : $"https://{host}{pathAndQuery}");

    public override async Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (await ExchangeAsync(request, null, Client.SendAsync, cancellationToken)).Answer!;

    public override async Task<OpenAnswer> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (await ExchangeAsync(request, null, Client.OpenAsync, cancellationToken)).Stream!;

    public override async ValueTask<AccessToken> TokenAsync(
        Func<DateTimeOffset, HttpRequestMessage> ask, CancellationToken cancellationToken) => lastToken = await tokens.GetAsync(
            async cancel =>
            {
                using var answer = (await ExchangeAsync(ask(Clock.GetUtcNow()), ask, Client.SendAsync, cancel)).Answer!;
                return TokenAnswer.Read(answer, Source);
            },
            cancellationToken);

    public override string SignJwt(Jwt jwt) => JwtSigner.Sign(jwt, Source);

    public void Dispose() => Kept?.Dispose();

    // A request for a token is signed by itself, with its own time and number: each attempt is a new one. Once, it may be made by the
    // vendor's clock instead of ours.
    private async Task<Reply> ExchangeAsync(
        HttpRequestMessage request,
        Func<DateTimeOffset, HttpRequestMessage>? ask,
        Func<HttpRequestMessage, CancellationToken, Task<Reply>> send,
        CancellationToken cancellationToken)
    {
        var (attempt, redirects, isRenewed) = (1, 0, false);
        TimeSpan? correction = null;
        while (true)
        {
            Hosts.Check(request.RequestUri!);
            await Patience.WaitForQuotaAsync(cancellationToken);
            VendorClient.Prepare(request);
            if (ask is null)
            {
                // May ask the vendor for a token first, which has a time and waits of its own.
                await app.AuthorizeAsync(request, this, cancellationToken);
            }

            var reply = await send(request, cancellationToken);
            if (reply.IsGood)
            {
                return reply;
            }

            using var answer = reply.Answer;
            if (VendorClient.Redirected(request, answer) is { } redirected && redirects++ < MostRedirects)
            {
                request = redirected;
                continue;
            }

            if (ask is not null && correction is null && answer is not null
                && TokenAnswer.Correction(answer, Clock.GetUtcNow()) is { } vendorTime)
            {
                (request, correction) = (ask(vendorTime), vendorTime - Clock.GetUtcNow());
                continue;
            }

            if (ask is null && !isRenewed && lastToken is { } used && answer?.Status == HttpStatusCode.Unauthorized)
            {
                await tokens.ForgetAsync(used, cancellationToken);
                isRenewed = true;
                continue;
            }

            var retryAfter = answer is null ? null : RetryAfter.Of(answer, Clock);
            var failure = reply.Failure ?? Refusal.Read(app, this, answer!, ask is not null, retryAfter);
            await Patience.WaitOrThrowAsync(failure, failure.RetryAfter ?? retryAfter, attempt++, cancellationToken);
            request = ask?.Invoke(Clock.GetUtcNow() + (correction ?? TimeSpan.Zero)) ?? request;
        }
    }
}
