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
    private const int MostPages = 100;

    // Two minutes and a half of reading: where it takes longer, what comes in meanwhile could keep it from ever getting to the end.
    private const int MostPagesToReadAgain = 50;

    private static readonly (string Name, string Value) ClassicSize = ("count", "1000");

    private static readonly AppSetting TeamId = new(
        "team_id", "the ID of the workspace, where the token is one of a whole organisation; empty for the token's own", TeamIdFormat, "")
    { Example = "T0123ABCD" };

    public override IReadOnlyList<AppSetting> Settings => [TeamId];

    // Tier 2, for each method: https://docs.slack.dev/apis/web-api/rate-limits allows 20 requests a minute.
    public override TimeSpan SleepBeforeRequest(int request) => request > 1 ? TimeSpan.FromSeconds(3) : TimeSpan.Zero;

    public sealed override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        var place = poll.Token is null ? new SlackPlace(null, 1, null) : SlackPlace.Read(poll.Token);
        if (place is null)
        {
            return new Page([]) { TokenExpired = true };
        }

        var isNumbered = poll.Token is not null && place.Cursor is null;
        var asked = isNumbered ? ClassicSize : size;
        var number = isNumbered ? place.Number.ToString(CultureInfo.InvariantCulture) : null;
        var url = Url(
            session,
            "slack.com",
            $"/api/{method}",
            [asked, ("cursor", place.Cursor), ("page", number), ("team_id", session.Setting(TeamId))]);
        try
        {
            var answer = await session.GetAsync(url, cancellationToken);
            var (page, isEnough) = Read(answer, session, poll);
            if (HasMoved(place, page))
            {
                page.Dispose();
                return new Page([]) { TokenExpired = true };
            }

            var next = isEnough ? null : Next(place, page, asked);
            return new Page(page.Events, page)
            {
                AsOf = page.AsOf,
                Next = next?.ToString(),
                Notice = !isEnough && next is null && place.Cursor is null && Pages(page) > MostPages
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

    /// <summary>A layout with the way to the next page, and with what this class wants to know of an answer.</summary>
    protected static PageLayout Layout(string events, string time, params IReadOnlyList<string> id) => new()
    {
        Events = events,
        Next = "response_metadata.next_cursor",
        Id = id,
        Time = time,
        Facts = ["paging.pages", "paging.total"],
    };

    /// <summary>Reads a page by the layout.</summary>
    /// <returns>The page, and whether no page after it can concern the window.</returns>
    protected abstract (Page Page, bool IsEnough) Read(Answer answer, Session session, Poll poll);

    // That the owner of an organisation is no member of the workspace, Slack calls a bad token.
    protected override string OtherSuspects(Session session) => session.Setting(TeamId).Length > 0
        ? ", and whether its owner is a member of the workspace that team_id names"
        : "";

    // Numbers count from the newest entry: one that came in, or is gone, moves all behind it. Where nothing but their bytes tells entries
    // apart, the read would then have one twice that is there once, or lack one.
    private bool HasMoved(SlackPlace place, Page page) => !PagesOverlap && place.Number <= MostPagesToReadAgain
        && place.Total is { } before && page.Facts[1] is { } now && now != before;

    // Where Slack answers a request for a page by cursor as if it knew pages by number only, its pages may be smaller than was asked: then
    // they are read by number from the first one on.
    private static SlackPlace? Next(SlackPlace place, Page page, (string Name, string Value) asked) =>
        page.Next is { } cursor ? new(cursor, 1, null)
        : place.Cursor is not null || place.Number >= Math.Min(Pages(page), MostPages) ? null
        : new(null, asked == ClassicSize ? place.Number + 1 : 1, page.Facts[1]);

    private static int Pages(Page page) =>
        int.TryParse(page.Facts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pages) ? pages : 1;

    [GeneratedRegex(@"^(?:[TE][A-Z0-9]{2,})?\z")]
    private static partial Regex TeamIdFormat { get; }
}
