using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// What happens in a Box enterprise: https://developer.box.com/reference/get-events. Live from <c>admin_logs_streaming</c>, which brings
/// late events too but keeps two weeks; what is older from <c>admin_logs</c>, which keeps a year. See <see cref="BoxPlace"/>.
/// </summary>
public sealed partial class BoxApp : AppIntegration
{
    private const string Host = "api.box.com";
    private const int MostPerPage = 500;

    private static readonly PageLayout Layout = new()
    {
        Events = "entries",
        Next = "next_stream_position",
        Id = ["event_id"],
        Time = "created_at",
        Facts = ["chunk_size"],
    };

    private static readonly AppSetting Algorithm = new(
        "jwt_algorithm", "how tokens are asked for where the keyfile has a private key: RS256, RS384 or RS512", JwtAlgorithm, "RS256");

    public override string Service => "box";

    public override string Type => "admin_events";

    public override string Log => "box:admin_events";

    public override string Description => "Box enterprise events";

    public override IReadOnlyList<AuthField> RequiredAuthInfo =>
    [
        new(
            "keyfile",
            "the JSON settings file of your Box app: as the Developer Console generates it with a keypair, "
            + "or with clientID, clientSecret and enterpriseID alone for client credentials",
            Keyfile)
        { IsFile = true },
    ];

    public override IReadOnlyList<AppSetting> Settings => [Algorithm];

    // Box lists an event about twelve seconds after it was processed.
    public override TimeSpan Holdback => TimeSpan.FromMinutes(1);

    // Nothing is read again from a known position: it is how long events are remembered, since the stream may repeat them, and how late
    // they can be found where the position is lost.
    public override TimeSpan Overlap => TimeSpan.FromDays(1);

    public override TimeSpan? History => TimeSpan.FromDays(365);

    // https://developer.box.com/guides/api-calls/permissions-and-errors/rate-limits
    public override RequestLimit? Limit => new(1000, TimeSpan.FromMinutes(1));

    public override string? DateFormat => "yyyy-MM-dd'T'HH:mm:ss'-00:00'";

    public override async ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken)
    {
        var token = await session.TokenAsync(
            now => BoxKeyfile.Read(session).Ask(session, session.Url(Host, "/oauth2/token"), session.Setting(Algorithm), now),
            cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
    }

    public override AppException? Explain(Answer refusal, Session session) => BoxRefusal.Explain(refusal, session);

    public override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        var now = session.Clock.GetUtcNow();
        var place = poll.Token is { } token ? BoxPlace.Parse(token) : BoxPlace.Start(poll, now);
        if (place is null || place.IsForgotten(now))
        {
            return new Page([]) { TokenExpired = true };
        }

        try
        {
            return await ReadAsync(session, poll, place, now, cancellationToken);
        }
        catch (AppException refusal) when (refusal.Status == HttpStatusCode.BadRequest && place.IsAtPosition)
        {
            return place.Without(poll, now) is { } other
                ? new Page([]) { Next = other.ToString() }
                : new Page([]) { TokenExpired = true };
        }
    }

    // Up to the window's end is no concern of the stream's: what is listed now has a position now, whenever it happened.
    private static async Task<Page> ReadAsync(
        Session session, Poll poll, BoxPlace place, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var listed = 0;
        DateTimeOffset? latest = null;
        var answer = await session.GetAsync(session.Url(Host, Query(place, poll)), cancellationToken);

        // Where our clock is ahead, nothing that Box has yet to list may be taken for read.
        var asOf = answer.Date < now ? answer.Date.Value : now;
        var page = Layout.Read(answer, session, time =>
        {
            listed++;
            latest = latest is null || time > latest ? time ?? latest : latest;
            return place.Keeps(time, poll.From, asOf);
        });

        // Without events, the position may be none that can be used.
        var next = page.Next is { } named and not BoxPlace.Oldest ? named : null;
        var isStuck = listed > 0 && (next is null || (next == place.Position && listed >= MostPerPage));
        var isDrained = next is null || next == place.Position || (listed == 0 && page.Facts[0] is null or "0");
        return new Page(page.Events, page)
        {
            AsOf = page.AsOf,
            Next = isStuck ? null : place.Following(next, latest, isDrained, poll.From, asOf)?.ToString(),
            Position = isStuck ? null : place.Reached(next, latest, isDrained, asOf)?.ToString(),
            Missing = isStuck ? new Missing(poll.From, Stuck(session)) : null,
        };
    }

    // Whether created_after includes its own second is not said; asked a second earlier, it does not matter. It counts only where there
    // is no position yet, and the other end would look like the end of the log.
    private static string Query(BoxPlace place, Poll poll) =>
        $"/2.0/events?stream_type={(place.IsHistory ? "admin_logs" : "admin_logs_streaming")}&limit={MostPerPage}&"
        + (place.Position is { } position
            ? $"stream_position={Uri.EscapeDataString(position)}"
            : $"created_after={Uri.EscapeDataString(Rfc3339(place.AskedFrom(poll).AddSeconds(-1)))}");

    private static string Rfc3339(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);

    private static AppException Stuck(Session session) => AppException.SourceFailed(
        $"'{session.Source.App}': Box listed events without saying where to go on behind them; the next run asks for them again");

    // With a keypair or without; what is in it is read where a token is asked for.
    [GeneratedRegex(
        """^\s*\{(?=.*"clientID"\s*:\s*"[^"]+")(?=.*"clientSecret"\s*:\s*"[^"]+")(?=.*"enterpriseID"\s*:\s*("[0-9]+"|[0-9]+)).*\}\s*\z""",
        RegexOptions.Singleline)]
    private static partial Regex Keyfile { get; }

    [GeneratedRegex(@"^RS(256|384|512)\z")]
    private static partial Regex JwtAlgorithm { get; }
}
