using System.Globalization;
using System.Net;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// What happened in an Enterprise organisation: https://docs.slack.dev/reference/audit-logs-api/methods-actions-reference. Newest first;
/// a cursor remembers nothing but the place, so every request repeats the whole question.
/// </summary>
public sealed class SlackAuditApp()
    : SlackApp(
        "audit", "Slack audit logs of an Enterprise organisation", "auditlogs:read", "the owner of the organisation", "Enterprise plans")
{
    private const string MostPerPage = "9999";
    private const int LongestRefusal = 64 << 10;

    private static readonly PageLayout Layout = new()
    {
        Events = "entries",
        Next = "response_metadata.next_cursor",
        Id = ["id"],
        Time = "date_create",
    };

    // Tier 3, over the whole organisation: 50 requests a minute.
    public override TimeSpan SleepBeforeRequest(int request) => request > 1 ? TimeSpan.FromSeconds(1.2) : TimeSpan.Zero;

    // A page says neither yes nor no, and is too long to be walked twice for a word that it lacks.
    public override bool IsRefusal(Answer answer) =>
        answer.Status >= HttpStatusCode.MultipleChoices || (answer.Body.Length <= LongestRefusal && base.IsRefusal(answer));

    public override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        // Both ends are inclusive by the documentation: a second more at each is right either way.
        var url = Url(
            session,
            "api.slack.com",
            "/audit/v1/logs",
            ("oldest", Seconds(poll.From.AddSeconds(-1))),
            ("latest", Seconds(poll.To)),
            ("limit", MostPerPage),
            ("cursor", poll.Token));
        try
        {
            var answer = await session.GetAsync(url, cancellationToken);
            return Layout.Read(answer, session, time => time is null || (time >= poll.From && time < poll.To));
        }
        catch (AppException refusal) when (IsForgottenToken(refusal, poll))
        {
            return new Page([]) { TokenExpired = true };
        }
    }

    private static string Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
