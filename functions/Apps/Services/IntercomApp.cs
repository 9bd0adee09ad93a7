using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// What Intercom's admins did: https://developers.intercom.com/docs/references/rest-api/api.intercom.io/admins/listactivitylogs
/// It lists the newest events first, so a window is read to its last page before anything is concluded from it.
/// </summary>
public sealed partial class IntercomApp : AppIntegration
{
    // Marks a token that is no link but a cursor, for which the same question is asked again.
    private const string Cursor = "starting_after=";

    // Of the quota's windows, in seconds; they are 10 seconds long.
    private const int LongestReset = 60;

    private static readonly AppSetting Region =
        new("region", "where your Intercom workspace is hosted: us, eu or au", RegionFormat, "us");

    private static readonly AppSetting ApiVersion =
        new("api_version", "the version of Intercom's API, such as 2.13 or 2.15", VersionFormat, "2.15");

    private static readonly PageLayout Layout = new()
    {
        Events = "activity_logs",
        Next = "pages.next",
        Id = ["id"],
        Time = "created_at",
        Facts = ["pages.next.starting_after"],
    };

    public override string Service => "intercom";

    public override string Type => "admin_activity_logs";

    public override string Log => "intercom:admin_activity_logs";

    public override string Description => "Intercom admin activity logs";

    public override IReadOnlyList<AuthField> RequiredAuthInfo =>
        [new("token", "the access token of your Intercom app, from its page 'Authentication' in the Developer Hub", TokenFormat)];

    public override IReadOnlyList<AppSetting> Settings => [Region, ApiVersion];

    // Intercom promises no delay; the sweeps find what is later.
    public override TimeSpan Holdback => TimeSpan.FromSeconds(30);

    public override TimeSpan Overlap => TimeSpan.FromMinutes(2);

    public override TimeSpan Lateness => TimeSpan.FromMinutes(15);

    // https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting
    public override RequestLimit Limit => new(10_000, TimeSpan.FromMinutes(1));

    public override ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken)
    {
        request.Headers.Remove("Authorization");
        request.Headers.Remove("Intercom-Version");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {session.Auth["token"]}");
        request.Headers.TryAddWithoutValidation("Intercom-Version", session.Setting(ApiVersion));
        return ValueTask.CompletedTask;
    }

    public override bool IsRefusal(Answer answer) => base.IsRefusal(answer) || answer.Find("type") == "error.list";

    // https://developers.intercom.com/docs/references/rest-api/errors/error-codes
    public override AppException? Explain(Answer refusal, Session session)
    {
        var app = session.Source.App;
        var code = refusal.Find("errors.0.code") ?? "";

        // Codes are words; anything else could be a text that quotes what was sent.
        var shown = CodeFormat.IsMatch(code) ? code : $"HTTP {(int)refusal.Status}";
        return refusal.Status switch
        {
            HttpStatusCode.TooManyRequests => Throttled(refusal, session, shown),
            _ when code == "rate_limit_exceeded" => Throttled(refusal, session, shown),
            _ when code == "intercom_version_invalid" => AppException.Misconfigured(
                $"'{app}': Intercom does not serve version {session.Setting(ApiVersion)} of its API: "
                + "set api_version to one that it serves, such as 2.15"),
            _ when code.Contains("plan", StringComparison.Ordinal) => AppException.AuthFailed(
                $"'{app}': Intercom's plan of this workspace has no activity logs ({shown}): ask Intercom for one that has"),
            HttpStatusCode.Forbidden => AppException.AuthFailed(
                $"'{app}': Intercom knows the token but does not let it read activity logs ({shown}): "
                + "give the app that permission in the Developer Hub"),
            HttpStatusCode.Unauthorized => Refused(session, shown),
            _ when code == "unauthorized" || code.StartsWith("token_", StringComparison.Ordinal) => Refused(session, shown),
            < HttpStatusCode.MultipleChoices => AppException.SourceFailed(
                $"'{app}': Intercom answered with an error ({shown}) instead of activity logs"),
            _ => null,
        };
    }

    public override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        // Whether the bounds themselves are listed is not said: one second earlier, and what does not belong is left out.
        var first = session.Url(
            Host(session),
            $"/admins/activity_logs?created_at_after={Unix(poll.From) - 1}&created_at_before={Unix(poll.To)}");
        var address = poll.Token switch
        {
            null => first,
            _ when poll.Token.StartsWith(Cursor, StringComparison.Ordinal) =>
                new Uri($"{first.AbsoluteUri}&{Cursor}{Uri.EscapeDataString(poll.Token[Cursor.Length..])}"),
            _ => PageLink.Address(poll.Token, first),
        };
        if (address is null)
        {
            return new Page([]) { TokenExpired = true };
        }

        try
        {
            var answer = await session.GetAsync(address, cancellationToken);
            var page = Layout.Read(answer, session, time => time is null || (time >= poll.From && time < poll.To));
            var next = page.Facts[0] is { } cursor ? Cursor + cursor : PageLink.Token(page.Next, first);
            return new Page(page.Events, page) { AsOf = page.AsOf, Next = next };
        }
        catch (AppException refusal) when (poll.Token is not null && refusal.Status
            is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity)
        {
            return new Page([]) { TokenExpired = true };
        }
    }

    // https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis#regional-endpoints
    private static string Host(Session session) => session.Setting(Region) switch
    {
        "us" => "api.intercom.io",
        var region => $"api.{region}.intercom.io",
    };

    private static AppException Refused(Session session, string shown) => AppException.AuthFailed(
        $"'{session.Source.App}': Intercom refused the token ({shown}): check it and the setting region, "
        + $"then run: {session.Source.UpdateAuth}");

    private static AppException Throttled(Answer refusal, Session session, string shown) => AppException.Throttled(
        $"'{session.Source.App}': Intercom wants fewer requests ({shown}); what is left comes later", UntilReset(refusal, session));

    // Unix seconds, by the vendor's clock. Retry-After, where there is one, is read for all services alike.
    private static TimeSpan? UntilReset(Answer refusal, Session session) =>
        !refusal.Headers.Contains("Retry-After") && refusal.Headers.TryGetValues("X-RateLimit-Reset", out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            ? TimeSpan.FromSeconds(Math.Clamp(reset - Unix(refusal.Date ?? session.Clock.GetUtcNow()), 0, LongestReset))
            : null;

    private static long Unix(DateTimeOffset time) => time.ToUnixTimeSeconds();

    // The original wanted 'dG9r', which today's tokens need not begin with; what a header can carry is what they have in common.
    [GeneratedRegex(@"^[A-Za-z0-9._~+/=:-]{20,512}\z")]
    private static partial Regex TokenFormat { get; }

    [GeneratedRegex(@"^(us|eu|au)\z")]
    private static partial Regex RegionFormat { get; }

    [GeneratedRegex(@"^[0-9]{1,2}\.[0-9]{1,2}\z")]
    private static partial Regex VersionFormat { get; }

    [GeneratedRegex(@"^[a-z_]{1,60}\z")]
    private static partial Regex CodeFormat { get; }
}
