using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers as Slack does where logs are concerned: https://docs.slack.dev/reference/methods and
/// https://docs.slack.dev/reference/audit-logs-api.
/// </summary>
internal sealed class SlackStandIn : StandIn
{
    /// <summary>The workspace whose token is taken.</summary>
    public const string Team = "T0SANDBOX";

    // Put together, so that nobody who looks for lost tokens takes it for one.
    private static readonly string Token = string.Join('-', "xoxp", "1234567890", "0987654321", "sandbox");

    private readonly ConcurrentDictionary<int, (DateTimeOffset Last, int Count)> grown = new();
    private readonly SandboxLog access;
    private readonly SandboxLog integration;
    private readonly SandboxLog audit;

    public SlackStandIn(SandboxOptions options)
        : base(options)
    {
        access = Open("slack_access", (i, time, text) =>
        {
            var (last, count) = grown.GetValueOrDefault(i, (time, 1));
            return SlackText.Access(i, time, last, count, text);
        });
        integration = Open("slack_integration", SlackText.Integration, hasIds: false);
        audit = Open("slack_audit", SlackText.Audit);
    }

    public override string Service => "slack";

    public override JsonObject Auth => new() { ["auth_token"] = Token };

    // Slack says nothing of it; a collector that leaves the newest minute alone shall have a reason.
    protected override TimeSpan Delay => TimeSpan.FromMinutes(1);

    public override bool Serves(string path) =>
        path.StartsWith("/api/team.", StringComparison.Ordinal) || path.StartsWith("/audit/v1/", StringComparison.Ordinal);

    /// <summary>
    /// The user of an entry of the access log was seen once more: its version from now on. Where it stands in the log does not change.
    /// </summary>
    public void Grow(int i, DateTimeOffset time) => grown.AddOrUpdate(i, (time, 2), (_, entry) => (time, entry.Count + 1));

    public override SandboxReply Answer(SandboxRequest request)
    {
        var isAudit = request.Path.StartsWith("/audit/", StringComparison.Ordinal);
        if (!HttpMethods.IsGet(request.Method) && (isAudit || !HttpMethods.IsPost(request.Method)))
        {
            throw new SandboxRefusal(SlackRefusal.Of("invalid_arguments", isAudit ? 405 : 200), "logs are not read by this method");
        }

        return request.Path switch
        {
            "/api/team.accessLogs" => SlackPage.OfAccess(Admit(access, request, 200), request, Options.PageSize),
            "/api/team.integrationLogs" => SlackPage.OfIntegration(Admit(integration, request, 200), request, Options.PageSize),
            "/audit/v1/logs" => SlackPage.OfAudit(Admit(audit, request, 401), request),
            _ => throw new SandboxRefusal(SlackRefusal.Of("unknown_method", isAudit ? 404 : 200), "Slack has no such method"),
        };
    }

    public override SandboxReply Refuse(FaultKind kind) => kind switch
    {
        FaultKind.Denied => SlackRefusal.Of("invalid_auth"),
        FaultKind.Forbidden => SlackRefusal.Of("missing_scope"),
        FaultKind.Plan => SlackRefusal.Of("paid_only"),
        FaultKind.Throttled => SlackRefusal.Throttled,
        _ => SlackRefusal.Of("fatal_error"),
    };

    public override SandboxReply Refuse(int status) => SlackRefusal.Of(status);

    private SandboxLog Admit(SandboxLog log, SandboxRequest request, int status)
    {
        if (request.Bearer != Token)
        {
            var isMissing = request.Bearer is null;
            throw new SandboxRefusal(SlackRefusal.Of(
                status == 200 ? isMissing ? "not_authed" : "invalid_auth" : isMissing ? "missing_authentication" : "invalid_authentication",
                status));
        }

        Count(log);
        return log;
    }
}
