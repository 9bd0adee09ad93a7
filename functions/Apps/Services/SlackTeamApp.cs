using System.Globalization;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// The logs of a workspace: methods of the Web API, for admins, on paid plans. They page by cursor or, classically, by number:
/// https://docs.slack.dev/apis/web-api/pagination
/// </summary>
/// <param name="method">Such as <c>team.accessLogs</c>.</param>
/// <param name="size">The parameter that asks for as many entries a page as Slack gives, and thereby for a way of paging.</param>
public abstract partial class SlackTeamApp(string type, string description, string method, (string Name, string Value) size)
    : SlackApp(type, description, "admin", "an owner or admin of the workspace", "paid plans")
{
    private const string Cursor = "c:";
    private const string Number = "p:";
    private const int MostPages = 100;

    private static readonly (string Name, string Value) ClassicSize = ("count", "1000");

    private static readonly AppSetting TeamId = new(
        "team_id", "the ID of the workspace, where the token is one of a whole organisation; empty for the token's own", TeamIdFormat, "")
    { Example = "T0123ABCD" };

    public override IReadOnlyList<AppSetting> Settings => [TeamId];

    // Tier 2, for each method: https://docs.slack.dev/apis/web-api/rate-limits allows 20 requests a minute.
    public override TimeSpan SleepBeforeRequest(int request) => request > 1 ? TimeSpan.FromSeconds(3) : TimeSpan.Zero;

    public sealed override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        var cursor = After(Cursor, poll.Token);
        var number = 1;
        if (poll.Token is not null && cursor is null
            && !int.TryParse(After(Number, poll.Token), NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return new Page([]) { TokenExpired = true };
        }

        var isClassic = poll.Token is not null && cursor is null;
        var asked = isClassic ? ClassicSize : size;
        var page = isClassic ? number.ToString(CultureInfo.InvariantCulture) : null;
        var url = Url(
            session, "slack.com", $"/api/{method}", asked, ("cursor", cursor), ("page", page), ("team_id", session.Setting(TeamId)));
        try
        {
            var answer = await session.GetAsync(url, cancellationToken);
            var (listed, isEnough) = Read(answer, session, poll);
            var next = isEnough ? null : Next(listed, cursor, number, asked);
            var isBeyond = next is null && !isEnough && cursor is null && Pages(listed) > MostPages;
            return new Page(listed.Events, listed)
            {
                AsOf = listed.AsOf,
                Next = next,
                Notice = isBeyond
                    ? $"Slack lists {MostPages} pages of {method} by number and has more: what is on those cannot be read"
                    : null,
            };
        }
        catch (AppException refusal) when (IsForgottenToken(refusal, poll))
        {
            return new Page([]) { TokenExpired = true };
        }
    }

    public override AppException? Explain(Answer refusal, Session session) =>
        SlackVerdict.Of(refusal).Error is ("missing_argument" or "invalid_team_id" or "team_not_found") and var code
            ? AppException.Misconfigured(
                $"'{session.Source.App}': Slack does not know which workspace is meant ({code}): a token of a whole organisation needs "
                + "the setting team_id, the ID of a workspace of it")
            : base.Explain(refusal, session);

    /// <summary>Where <see cref="Read"/> finds the way to the next page.</summary>
    protected static PageLayout Layout(string events, string time, params IReadOnlyList<string> id) => new()
    {
        Events = events,
        Next = "response_metadata.next_cursor",
        Id = id,
        Time = time,
        Facts = ["paging.pages"],
    };

    /// <summary>Reads a page by the layout.</summary>
    /// <returns>The page, and whether no page after it can concern the window.</returns>
    protected abstract (Page Page, bool IsEnough) Read(Answer answer, Session session, Poll poll);

    // That the owner of an organisation is no member of the workspace, Slack calls a bad token.
    protected override string OtherSuspects(Session session) => session.Setting(TeamId).Length > 0
        ? ", and whether its owner is a member of the workspace that team_id names"
        : "";

    // Where Slack answers a request for a page by cursor as if it knew pages by number only, its pages may be smaller than was asked: then
    // they are read by number from the first one on.
    private static string? Next(Page listed, string? cursor, int number, (string Name, string Value) asked) =>
        listed.Next is { } next ? Cursor + next
        : cursor is not null || number >= Math.Min(Pages(listed), MostPages) ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Number}{(asked == ClassicSize ? number + 1 : 1)}");

    private static int Pages(Page listed) =>
        int.TryParse(listed.Facts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pages) ? pages : 1;

    private static string? After(string prefix, string? token) =>
        token is not null && token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : null;

    [GeneratedRegex(@"^(?:[TE][A-Z0-9]{2,})?\z")]
    private static partial Regex TeamIdFormat { get; }
}
