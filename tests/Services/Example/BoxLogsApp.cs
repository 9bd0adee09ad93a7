using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Tests.Services.Example;

/// <summary>What happened in a Box enterprise: https://developer.box.com/reference/get-events</summary>
public sealed partial class BoxLogsApp : AppIntegration
{
    private const int MostPerPage = 500;

    private static readonly AppSetting EventTypes = new(
        "event_types", "which events to collect, as a comma list; all without it", Words, Default: "")
    { Example = "LOGIN,UPLOAD" };

    private static readonly PageLayout Layout = new()
    {
        Events = "entries",
        Next = "next_stream_position",
        Id = ["event_id"],
        Time = "created_at",
        Facts = ["chunk_size"],
    };

    public override string Service => "box";

    public override string Type => "logs";

    public override string Log => "box:logs";

    public override string Description => "Box enterprise events";

    public override IReadOnlyList<AuthField> RequiredAuthInfo =>
    [
        new("client_id", "the client ID of your Box app", Words) { IsPublic = true },
        new("client_secret", "the client secret of your Box app", Words),
        new("enterprise_id", "the ID of your Box enterprise", Words) { IsPublic = true, Example = "123456" },
    ];

    public override IReadOnlyList<AppSetting> Settings => [EventTypes];

    // Box lists an event within seconds, and now and then a few minutes late.
    public override TimeSpan Holdback => TimeSpan.FromMinutes(1);

    public override TimeSpan Lateness => TimeSpan.FromMinutes(30);

    public override TimeSpan? History => TimeSpan.FromDays(365);

    public override RequestLimit Limit => new(1000, TimeSpan.FromMinutes(1));

    public override async ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken) =>
        request.Headers.Authorization = new("Bearer", (await session.TokenAsync(_ => AskForToken(session), cancellationToken)).Value);

    public override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        // Box heeds the dates only where no position is given.
        var start = poll.Token is { } token
            ? $"stream_position={Uri.EscapeDataString(token)}"
            : $"created_after={poll.From.UtcDateTime:s}Z&created_before={poll.To.UtcDateTime:s}Z";
        var query = $"stream_type=admin_logs&limit={MostPerPage}&event_type={Uri.EscapeDataString(session.Setting(EventTypes))}&{start}";
        var answer = await session.GetAsync(session.Url("api.box.com", $"/2.0/events?{query}"), cancellationToken);

        var page = Layout.Read(answer, session, time => time is null || (time >= poll.From && time < poll.To));
        return page.Facts[0] == "0" || page.Next == poll.Token ? new Page(page.Events, page) { AsOf = page.AsOf } : page;
    }

    public override AppException? Explain(Answer refusal, Session session) => refusal.Find("code") switch
    {
        "access_denied_insufficient_permissions" => AppException.AuthFailed(
            $"'{session.Source.App}': the Box app may not read events: give it 'Manage enterprise properties', and have it authorized"),
        _ => null,
    };

    private static HttpRequestMessage AskForToken(Session session) =>
        new(HttpMethod.Post, session.Url("api.box.com", "/oauth2/token"))
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "client_credentials"),
                new("client_id", session.Auth["client_id"]),
                new("client_secret", session.Auth["client_secret"]),
                new("box_subject_type", "enterprise"),
                new("box_subject_id", session.Auth["enterprise_id"]),
            ]),
        };

    [GeneratedRegex(@"^\S*\z")]
    private static partial Regex Words { get; }
}
