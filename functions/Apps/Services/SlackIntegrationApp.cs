using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// Which integrations were added, changed and removed: https://docs.slack.dev/reference/methods/team.integrationLogs. Newest first,
/// without an id: two entries of the same bytes are two events, wherever the end of a page falls.
/// </summary>
public sealed class SlackIntegrationApp()
    : SlackTeamApp("integration", "Slack integration logs of a workspace", "team.integrationLogs", ("count", "1000"))
{
    private static readonly PageLayout Logs = Layout("logs", "date");

    // Nobody promises the order of entries that are close to each other.
    private static readonly TimeSpan MostDisorder = TimeSpan.FromDays(1);

    // They are few, and so many are on a page that to look far back costs no request, and makes up for sweeps.
    public override TimeSpan Overlap => TimeSpan.FromDays(1);

    protected override (Page Page, bool IsEnough) Read(Answer answer, Session session, Poll poll)
    {
        var (isAny, isAllOld) = (false, true);
        var page = Logs.Read(answer, session, time =>
        {
            isAny = true;
            isAllOld &= time < poll.From - MostDisorder;
            return time is null || (time >= poll.From && time < poll.To);
        });
        return (page, isAny && isAllOld);
    }
}
