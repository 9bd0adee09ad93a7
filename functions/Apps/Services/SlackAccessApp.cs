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

    // All pages are read anyway: looking far back costs no request.
    public override TimeSpan Overlap => TimeSpan.FromHours(1);

    public override TimeSpan Lateness => TimeSpan.Zero;

    // No two entries are of the same user, address and client: what a page lists as the one before it did is the same entry.
    public override bool PagesOverlap => true;

    // Neither a 'before' nor an end of the window: an entry that keeps growing would be beyond either whenever its page is read.
    protected override (Page Page, bool IsEnough) Read(Answer answer, Session session, Poll poll)
    {
        if (!int.TryParse(session.Setting(FirstSeenDays), NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            return (Logins.Read(answer, session, time => time is null || time >= poll.From), false);
        }

        var all = Logins.Read(answer, session);
        var horizon = poll.From.AddDays(-days);
        var kept = new Page([.. all.Events.Where(entry => entry.Time is null || entry.Time >= poll.From)], all)
        {
            AsOf = all.AsOf,
            Next = all.Next,
            Facts = all.Facts,
        };
        return (kept, all.Events.Count > 0 && all.Events.All(entry => FirstSeen(entry) < horizon));
    }

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
