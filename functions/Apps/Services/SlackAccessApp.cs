using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// Who used a workspace, from where and with what: https://docs.slack.dev/reference/methods/team.accessLogs. An entry is a sum over a
/// user, an address and a client; it grows (<c>date_last</c>, <c>count</c>) on whatever page it stands, since they are listed by
/// <c>date_first</c>. So every run reads all pages, and what grew since is a new event: another version of the entry.
/// </summary>
public sealed partial class SlackAccessApp()
    : SlackTeamApp("access", "Slack access logs of a workspace", "team.accessLogs", ("limit", "999"))
{
    private static readonly PageLayout Logins = Layout("logins", "date_last", "user_id", "ip", "user_agent", "date_last", "count");
    private static readonly JsonPaths FirstSeenPath = new(["date_first"]);

    private static readonly AppSetting FirstSeenDays = new(
        "first_seen_days",
        "for how many days after it was first seen an entry is read again; fewer requests in a very large workspace, but what known "
        + "devices do after that is missed; empty for all entries",
        Days,
        "")
    { Example = "90" };

    public override IReadOnlyList<AppSetting> Settings => [.. base.Settings, FirstSeenDays];

    // All pages are read anyway: to look far back costs no request, and makes up for sweeps.
    public override TimeSpan Overlap => TimeSpan.FromHours(12);

    // No two entries are of the same user, address and client: what a page lists as the one before it did is the same entry.
    public override bool PagesOverlap => true;

    protected override (Page Page, bool IsEnough) Read(Answer answer, Session session, Poll poll)
    {
        var isBounded = int.TryParse(session.Setting(FirstSeenDays), NumberStyles.None, CultureInfo.InvariantCulture, out var days);
        var page = Logins.Read(answer, session, time => isBounded || !(time < poll.From));
        var kept = new Page([.. page.Events.Where(entry => IsInWindow(entry, poll))], page)
        {
            AsOf = page.AsOf,
            Next = page.Next,
            Facts = page.Facts,
        };
        var horizon = poll.From.AddDays(-days);
        return (kept, isBounded && page.Events.Count > 0 && page.Events.All(entry => FirstSeen(entry) < horizon));
    }

    // An entry that keeps growing is beyond the end of any window by the time its page is read: left for the next one, it would be so
    // again, and never arrive. What was first seen after the window is sure to be the next one's.
    private static bool IsInWindow(in LogEvent entry, Poll poll) =>
        !(entry.Time < poll.From) && (!(entry.Time >= poll.To) || !(FirstSeen(entry) >= poll.To));

    private static DateTimeOffset? FirstSeen(LogEvent entry)
    {
        DateTimeOffset? first = null;
        var reader = new Utf8JsonReader(entry.Bytes.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
        if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            FirstSeenPath.Walk(ref reader, (ref Utf8JsonReader at, int _) =>
            {
                first = EventTime.Read(ref at);
                at.Skip();
            });
        }

        return first;
    }

    [GeneratedRegex(@"^(?:[1-9][0-9]{0,3})?\z")]
    private static partial Regex Days { get; }
}
