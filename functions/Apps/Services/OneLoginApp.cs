using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>OneLogin's events: https://developers.onelogin.com/api-docs/1/events/get-events</summary>
public sealed partial class OneLoginApp : AppIntegration
{
    // The documented most; larger numbers are not promised to be kept to.
    private const int MostPerPage = 50;

    private static readonly AppSetting Subdomain = new(
        "subdomain", "the subdomain of your OneLogin account, which is then asked instead of the region's shared host", SubdomainFormat, "")
    { Example = "example" };

    private static readonly PageLayout Layout =
        new() { Events = "data", Next = "pagination.next_link", Id = ["id"], Time = "created_at" };

    // Wherever it stands: the two versions of the API, and the token endpoint, each put their reasons elsewhere.
    private static readonly string[] Reasons =
    [
        "status.message", "status.message.description", "status.description", "status.type",
        "message", "description", "error", "error_description",
    ];

    public override string Service => "onelogin";

    public override string Type => "events";

    public override string Log => "onelogin:events";

    public override string Description => "OneLogin events";

    public override IReadOnlyList<AuthField> RequiredAuthInfo =>
    [
        new("region", "the region of your OneLogin account: us or eu", RegionFormat) { Example = "us", IsPublic = true },
        new("client_secret", "the client secret of your OneLogin API credential: 64 letters and digits", KeyFormat),
        new("client_id", "the client id of your OneLogin API credential, which must have 'Read users' or 'Read All'", KeyFormat)
        { IsPublic = true },
    ];

    public override IReadOnlyList<AppSetting> Settings => [Subdomain];

    // OneLogin promises no delay; what was reported is usually under a minute, and the sweeps find what is later.
    public override TimeSpan Holdback => TimeSpan.FromMinutes(1);

    public override TimeSpan Overlap => TimeSpan.FromMinutes(2);

    public override TimeSpan Lateness => TimeSpan.FromMinutes(15);

    public override string DateFormat => "yyyy-MM-dd'T'HH:mm:ss'Z'";

    // Of an account, whoever asks: https://developers.onelogin.com/api-docs/1/getting-started/rate-limit
    public override RequestLimit Limit => new(5000, TimeSpan.FromHours(1));

    public override async ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken)
    {
        var token = await session.TokenAsync(_ => TokenRequest(session), cancellationToken);
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", $"bearer:{token.Value}");
    }

    public override bool IsRefusal(Answer answer) =>
        base.IsRefusal(answer) || (bool.TryParse(answer.Find("status.error"), out var isError) && isError);

    public override AppException? Explain(Answer refusal, Session session)
    {
        var app = session.Source.App;
        var isUnmarked = refusal.Status < HttpStatusCode.MultipleChoices;
        var status = isUnmarked && int.TryParse(refusal.Find("status.code"), CultureInfo.InvariantCulture, out var code)
            ? (HttpStatusCode)code
            : refusal.Status;
        return status switch
        {
            HttpStatusCode.TooManyRequests => Throttled(refusal, session),
            HttpStatusCode.BadRequest when Says(refusal, "rate_limit_exceeded") => Throttled(refusal, session),
            HttpStatusCode.Forbidden => NotAllowed(app),
            HttpStatusCode.Unauthorized when Says(refusal, "insufficient") => NotAllowed(app),
            HttpStatusCode.Unauthorized => Refused(session),
            HttpStatusCode.BadRequest when Says(refusal, "authorization information") => Refused(session),
            HttpStatusCode.NotFound => AppException.SourceFailed(
                $"'{app}': OneLogin has no events at '{Host(session)}' (HTTP 404): check region and the setting subdomain", status: status),
            _ when isUnmarked => AppException.SourceFailed(
                $"'{app}': OneLogin answered with an error ({(int)status}) instead of events",
                status: status < HttpStatusCode.MultipleChoices ? null : status),
            _ => null,
        };
    }

    public override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        // Both bounds are said to be exclusive, and seem to be compared by the second: a second wider on either side is right in any case.
        var first = session.Url(
            Host(session),
            $"/api/1/events?limit={MostPerPage}&since={Iso(poll.From.AddSeconds(-1))}&sort=%2Bid&until={Iso(poll.To.AddSeconds(1))}");
        var address = poll.Token is { } token ? PageLink.Address(token, first) : first;
        if (address is null)
        {
            return new Page([]) { TokenExpired = true };
        }

        try
        {
            var answer = await session.GetAsync(address, cancellationToken);
            var page = Layout.Read(answer, session, time => time is null || (time >= poll.From && time < poll.To));
            return new Page(page.Events, page) { AsOf = page.AsOf, Next = PageLink.Token(page.Next, first) };
        }
        catch (AppException refusal) when (poll.Token is not null && refusal.Status
            is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity)
        {
            return new Page([]) { TokenExpired = true };
        }
    }

    // https://developers.onelogin.com/api-docs/2/oauth20-tokens/generate-tokens-2
    private static HttpRequestMessage TokenRequest(Session session)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, session.Url(Host(session), "/auth/oauth2/v2/token"))
        {
            Content = new StringContent("""{"grant_type":"client_credentials"}""", new MediaTypeHeaderValue("application/json")),
        };
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"client_id:{session.Auth["client_id"]}, client_secret:{session.Auth["client_secret"]}");
        return request;
    }

    // The original took 'en' where it meant 'eu', so that is what is stored of European accounts.
    private static string Host(Session session) => (session.Setting(Subdomain), session.Auth["region"]) switch
    {
        ({ Length: > 0 } subdomain, _) => $"{subdomain}.onelogin.com",
        (_, "en") => "api.eu.onelogin.com",
        (_, var region) => $"api.{region}.onelogin.com",
    };

    private static AppException Refused(Session session) => AppException.AuthFailed(
        $"'{session.Source.App}': OneLogin refused the credentials: check region (or the setting subdomain), client_id and client_secret, "
        + $"then run: {session.Source.UpdateAuth}");

    private static AppException NotAllowed(string app) => AppException.AuthFailed(
        $"'{app}': OneLogin knows the credentials but does not let them read events: "
        + "give the API credential the scope 'Read users' or 'Read All'");

    // Retry-After, where there is one, is read for all services alike.
    private static AppException Throttled(Answer refusal, Session session) => AppException.Throttled(
        $"'{session.Source.App}': OneLogin wants fewer requests: the 5000 that an account has for an hour are used up; "
        + "what is left comes later",
        !refusal.Headers.Contains("Retry-After") && refusal.Headers.TryGetValues("X-RateLimit-Reset", out var values)
            && double.TryParse(values.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, 3600))
            : null);

    private static bool Says(Answer refusal, string reason) =>
        Reasons.Any(path => refusal.Find(path)?.Contains(reason, StringComparison.OrdinalIgnoreCase) == true);

    private static string Iso(DateTimeOffset time) =>
        Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^(us|eu|en)\z")]
    private static partial Regex RegionFormat { get; }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{32,128}\z")]
    private static partial Regex KeyFormat { get; }

    [GeneratedRegex(@"^([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)?\z")]
    private static partial Regex SubdomainFormat { get; }
}
