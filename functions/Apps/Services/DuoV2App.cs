using System.Globalization;
using System.Net;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// The logs of the second version of Duo's log API: https://duo.com/docs/adminapi#authentication-logs and those beside it.
/// </summary>
public sealed class DuoV2App : DuoApp
{
    private readonly PageLayout layout;
    private readonly string endpoint;

    private DuoV2App(string type, string endpoint, string description, PageLayout layout)
        : base(type, $"duo:{endpoint}", description) => (this.endpoint, this.layout) = (endpoint, layout);

    /// <summary>Sign-ins, what administrators and users did, and what was sent or called.</summary>
    public static IEnumerable<AppIntegration> Types =>
    [
        new DuoV2App("auth", "authentication", "Duo authentication logs", Layout("authlogs", "txid", "timestamp")),
        new DuoV2App("activity", "activity", "Duo activity logs", Layout("items", "activity_id", "ts")),
        new DuoV2App("telephony", "telephony", "Duo telephony logs", Layout("items", "telephony_id", "ts")),
    ];

    public override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        // Both ends are inclusive, in milliseconds. Newest first is the default, and the classic way to lose events.
        List<KeyValuePair<string, string>> parameters =
        [
            new("mintime", Milliseconds(poll.From)),
            new("maxtime", Milliseconds(poll.To.AddMilliseconds(-1))),
            new("limit", MostPerPage.ToString(CultureInfo.InvariantCulture)),
            new("sort", "ts:asc"),
        ];
        if (poll.Token is { } token)
        {
            parameters.Add(new("next_offset", token));
        }

        try
        {
            var answer = await session.GetAsync(Url(session, $"/admin/v2/logs/{endpoint}", parameters), cancellationToken);
            return layout.Read(answer, session);
        }
        catch (AppException refusal) when (poll.Token is not null && refusal.Status == HttpStatusCode.BadRequest)
        {
            return new Page([]) { TokenExpired = true };
        }
    }

    private static PageLayout Layout(string events, string id, string time) =>
        new() { Events = $"response.{events}", Next = "response.metadata.next_offset", Id = [id], Time = time };

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
