using System.Globalization;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>Pages of the logs as Slack writes them, newest event first.</summary>
internal static class SlackPage
{
    private const int MostByCursor = 999;
    private const int MostByNumber = 1000;
    private const int MostPages = 100;
    private const int MostAudited = 9999;
    private const long MostSeconds = 253_402_300_799;

    /// <summary>https://docs.slack.dev/reference/methods/team.accessLogs: by cursor where a limit is asked for, else by number.</summary>
    public static SandboxReply OfAccess(SandboxLog log, SandboxRequest request, int pageSize)
    {
        var query = new SlackQuery(request, 200);
        query.Only("before", "count", "cursor", "limit", "page", "team_id");
        CheckTeam(query);
        var before = After(query.Number("before", 0, MostSeconds - 1, MostSeconds - 1));
        if (query["limit"] is null)
        {
            return query["cursor"] is null
                ? Numbered(log, query, "logins", before, pageSize)
                : throw query.Wrong("invalid_cursor", "a cursor without its limit");
        }

        var fingerprint = PageToken.Fingerprint(request, "cursor");
        var place = query.Cursor(fingerprint);
        var most = (int)query.Number("limit", 1, MostByCursor, null, "invalid_limit");
        var (slice, next) = Slice(log, request, place, fingerprint, (DateTimeOffset.MinValue, before), most);
        var paging = $$"""{"count":{{most}},"total":{{slice.Count}},"page":1,"pages":{{Pages(slice.Count, most)}} }""";
        return new SandboxReply()
            .Write("""{"ok":true,"logins":[""")
            .Write(log, slice.Numbers)
            .Write($$"""],"paging":{{paging}},"response_metadata":{"next_cursor":"{{next}}"} }""");
    }

    /// <summary>https://docs.slack.dev/reference/methods/team.integrationLogs: by number. A filter would leave events out.</summary>
    public static SandboxReply OfIntegration(SandboxLog log, SandboxRequest request, int pageSize)
    {
        var query = new SlackQuery(request, 200);
        query.Only("count", "page", "team_id");
        CheckTeam(query);
        return Numbered(log, query, "logs", DateTimeOffset.MaxValue, pageSize);
    }

    /// <summary>https://docs.slack.dev/reference/audit-logs-api/methods-actions-reference: both ends of the window are inclusive.</summary>
    public static SandboxReply OfAudit(SandboxLog log, SandboxRequest request)
    {
        var query = new SlackQuery(request, 400);
        query.Only("cursor", "latest", "limit", "oldest");
        var oldest = DateTimeOffset.FromUnixTimeSeconds(query.Number("oldest", 0, MostSeconds, 0));
        var before = After(query.Number("latest", 0, MostSeconds - 1, MostSeconds - 1));
        var fingerprint = PageToken.Fingerprint(request, "cursor");
        var place = query.Cursor(fingerprint);
        var most = (int)query.Number("limit", 1, MostAudited, 100);
        var (slice, next) = Slice(log, request, place, fingerprint, (oldest, before), most);
        return new SandboxReply()
            .Write("""{"entries":[""")
            .Write(log, slice.Numbers)
            .Write($$"""],"response_metadata":{"next_cursor":"{{next}}"} }""");
    }

    private static (LogSlice Slice, string Next) Slice(
        SandboxLog log,
        SandboxRequest request,
        PageToken place,
        string fingerprint,
        (DateTimeOffset From, DateTimeOffset Before) window,
        int most)
    {
        var slice = log.Slice(window.From, window.Before, place.After, descending: true, most);
        return request.IsStruckBy(FaultKind.Empty) ? (slice with { Numbers = [] }, place.Then(place.After).Write(fingerprint))
            : (slice, slice.Next is { } next ? place.Then(next).Write(fingerprint) : "");
    }

    private static SandboxReply Numbered(SandboxLog log, SlackQuery query, string list, DateTimeOffset before, int pageSize)
    {
        var count = (int)query.Number("count", 1, MostByNumber, 100, "over_pagination_limit");
        var page = (int)query.Number("page", 1, MostPages, 1, "over_pagination_limit");
        count = Math.Min(count, pageSize);
        var all = log.Listed(DateTimeOffset.MinValue, before).ToList();
        all.Reverse();
        var paging = $$"""{"count":{{count}},"total":{{all.Count}},"page":{{page}},"pages":{{Pages(all.Count, count)}} }""";
        return new SandboxReply()
            .Write($$"""{"ok":true,"{{list}}":[""")
            .Write(log, all.Skip((page - 1) * count).Take(count))
            .Write($$"""],"paging":{{paging}} }""");
    }

    // The token is that of one workspace, which takes no other for granted.
    private static void CheckTeam(SlackQuery query)
    {
        if (query["team_id"] is not (null or SlackStandIn.Team))
        {
            throw new SandboxRefusal(SlackRefusal.Of("invalid_team_id"));
        }
    }

    private static DateTimeOffset After(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds + 1);

    private static string Pages(int total, int count) =>
        Math.Max(1, ((total - 1) / count) + 1).ToString(CultureInfo.InvariantCulture);
}
