using System.Text.Json.Nodes;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers as OneLogin does where tokens and events are concerned. https://developers.onelogin.com/api-docs/1/events/get-events
/// </summary>
internal sealed class OneLoginStandIn : StandIn
{
    private const string TokenPath = "/auth/oauth2/v2/token";
    private const string EventsPath = "/api/1/events";

    // As the documentation has it: ten hours.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(36_000);

    private readonly SandboxLog log;

    public OneLoginStandIn(SandboxOptions options)
        : base(options) => log = Open("onelogin_events", OneLoginText.Event);

    public override string Service => "onelogin";

    public override JsonObject Auth => new()
    {
        ["region"] = "us",
        ["client_secret"] = OneLoginAuthorization.ClientSecret,
        ["client_id"] = OneLoginAuthorization.ClientId,
    };

    // OneLogin lists events some time after they happen, and does not say after how long.
    protected override TimeSpan Delay => TimeSpan.FromMinutes(1);

    public override bool Serves(string path) => path is TokenPath || path.StartsWith("/api/1/", StringComparison.Ordinal);

    public override SandboxReply Answer(SandboxRequest request) => (request.Path, request.Method) switch
    {
        (TokenPath, "POST") => NewToken(request),
        (EventsPath, "GET") => Events(request),
        (TokenPath or EventsPath, _) => throw new SandboxRefusal(OneLoginRefusal.Of(405), $"{request.Method} is not allowed"),
        _ => throw new SandboxRefusal(OneLoginRefusal.Of(404), "OneLogin has no such path"),
    };

    // A plan without the API is refused as a scope that is too narrow.
    public override SandboxReply Refuse(FaultKind kind) => kind switch
    {
        FaultKind.Throttled => OneLoginRefusal.TooManyRequests,
        FaultKind.Denied => OneLoginRefusal.Of(401),
        FaultKind.Error => OneLoginRefusal.Of(500, status: 200),
        _ => OneLoginRefusal.Of(403),
    };

    public override SandboxReply Refuse(int status) => OneLoginRefusal.Of(status);

    public override SandboxReply RefuseParameter(string name) => OneLoginRefusal.BadParameter(name);

    private SandboxReply NewToken(SandboxRequest request)
    {
        OneLoginAuthorization.CheckTokenRequest(request);
        return SandboxReply.Of(200, $$"""
            {"access_token":"{{Tokens.Issue(Lifetime)}}","created_at":"{{request.Now.UtcDateTime:s}}Z",
            "expires_in":{{Lifetime.TotalSeconds:0}},"refresh_token":"{{Tokens.Issue(TimeSpan.Zero)}}",
            "token_type":"bearer","account_id":555555}
            """);
    }

    private SandboxReply Events(SandboxRequest request)
    {
        OneLoginAuthorization.Check(request, Tokens);
        Count(log);
        var query = OneLoginQuery.Parse(request);
        var slice = request.IsStruckBy(FaultKind.Empty)
            ? new LogSlice([], query.Page.After, 0)
            : log.Slice(query.From, query.Before, query.Page.After, query.IsDescending, query.Limit);
        var hasNext = slice.Next is not null || request.IsStruckBy(FaultKind.Empty);
        var cursor = hasNext ? query.Page.Then(slice.Next).Write(query.Fingerprint) : null;
        return new SandboxReply()
            .Write("""{"status":{"error":false,"code":200,"type":"success","message":"Success"},""")
            .Write(""" "pagination":{"before_cursor":null,"previous_link":null,""")
            .Write(cursor is null
                ? """ "after_cursor":null,"next_link":null"""
                : $""" "after_cursor":"{cursor}","next_link":"{Link(request, cursor)}" """)
            .Write("""},"data":[""")
            .Write(log, slice.Numbers)
            .Write("]}");
    }

    // Always whole, with the host that was asked and the window.
    private static string Link(SandboxRequest request, string cursor)
    {
        var window = request.Query.Where(parameter => parameter.Key != OneLoginQuery.Cursor)
            .Append(new(OneLoginQuery.Cursor, cursor))
            .Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}");
        return $"{Uri.UriSchemeHttp}://{request.Host}{request.Path}?{string.Join('&', window)}";
    }
}
