using System.Globalization;
using System.Net;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>Who signed in with Duo, and how: https://duo.com/docs/adminapi#authentication-logs</summary>
public sealed class DuoAuthApp : DuoApp
{
    private static readonly PageLayout Layout = new()
    {
        Events = "response.authlogs",
        Next = "response.metadata.next_offset",
        Id = ["txid"],
        Time = "timestamp",
    };

    public override string Type => "auth";

    public override string Log => "duo:authentication";

    public override string Description => "Duo authentication logs";

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
            var answer = await session.GetAsync(Url(session, "/admin/v2/logs/authentication", parameters), cancellationToken);
            return Layout.Read(answer, session);
        }
        catch (AppException refusal) when (poll.Token is not null && refusal.Status == HttpStatusCode.BadRequest)
        {
            return new Page([]) { TokenExpired = true };
        }
    }

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
