using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers as the Reports API of Google Workspace does, and as Google does where it gives tokens for it.
/// https://developers.google.com/admin-sdk/reports/reference/rest/v1/activities/list
/// </summary>
internal sealed class GSuiteStandIn : StandIn
{
    private const string Reports = "/admin/reports/v1/activity/users/";
    private const string OfAllUsers = $"{Reports}all/applications/";
    private const string Token = "/token";

    // https://developers.google.com/admin-sdk/reports/reference/rest/v1/activities/list#ApplicationName
    private static readonly string[] Applications =
    [
        "access_evaluation", "access_transparency", "admin", "admin_data_action", "assignments", "calendar", "chat", "chrome",
        "chrome_sync", "classroom", "cloud_search", "contacts", "context_aware_access", "data_migration", "data_studio", "directory_sync",
        "drive", "gcp", "gemini_in_workspace_apps", "gmail", "gplus", "graduation", "groups", "groups_enterprise", "jamboard", "keep",
        "ldap", "login", "meet", "meet_hardware", "mobile", "profile", "rules", "saml", "takeout", "tasks", "token", "user_accounts",
        "vault", "voice", "workspace_studio",
    ];

    private readonly Dictionary<string, SandboxLog> logs;

    public GSuiteStandIn(SandboxOptions options)
        : base(options) => logs = Applications.ToDictionary(name => name, name => Open($"gsuite_{name}", GSuiteText.Of(name)));

    public override string Service => "gsuite";

    public override JsonObject Auth => new()
    {
        ["keyfile"] = GSuiteCredentials.KeyFile,
        ["delegation_email"] = GSuiteCredentials.DelegationEmail,
    };

    protected override TimeSpan Delay => TimeSpan.FromMinutes(2);

    public override bool Serves(string path) => path == Token || path.StartsWith(Reports, StringComparison.Ordinal);

    public override SandboxReply Answer(SandboxRequest request)
    {
        if (request.Path == Token)
        {
            return GSuiteSignIn.Answer(request, Tokens);
        }

        if (!HttpMethods.IsGet(request.Method) || !request.Path.StartsWith(OfAllUsers, StringComparison.Ordinal))
        {
            throw new SandboxRefusal(GSuiteRefusal.Of(404), "Google has no such path, or not for this method");
        }

        if (!Tokens.Check(request.Bearer))
        {
            throw request.Bearer is null
                ? new SandboxRefusal(GSuiteRefusal.NoToken, "the token is missing")
                : new SandboxRefusal(GSuiteRefusal.UnknownToken);
        }

        var application = request.Path[OfAllUsers.Length..];
        if (!logs.TryGetValue(application, out var log))
        {
            throw request.Wrong("applicationName", "there is no such application");
        }

        Count(log);
        return Page(log, GSuiteQuery.Parse(application, request), request);
    }

    public override SandboxReply Refuse(FaultKind kind) => kind switch
    {
        FaultKind.Throttled => GSuiteRefusal.TooMany,
        FaultKind.Denied => GSuiteRefusal.UnknownToken,
        FaultKind.Error => GSuiteRefusal.Of(500, status: 200),

        // Nor does Google tell an edition that lacks a log from a user who may not read it.
        _ => GSuiteRefusal.Of(403),
    };

    public override SandboxReply Refuse(int status) => GSuiteRefusal.Of(status);

    public override SandboxReply RefuseParameter(string name) => GSuiteRefusal.Parameter(name);

    private static SandboxReply Page(SandboxLog log, GSuiteQuery query, SandboxRequest request)
    {
        var slice = request.IsStruckBy(FaultKind.Empty)
            ? new LogSlice([], query.Token.After ?? -1, 0)
            : log.Slice(query.From, query.Before, query.Token.After, descending: true, query.Most);
        var next = slice.Next is { } after ? query.Next(request, after < 0 ? null : after) : null;
        var reply = new SandboxReply().Write("""{"kind":"admin#reports#activities","etag":"\"kP9/sandbox\"" """);
        reply.Write(next is null ? "" : $""" ,"nextPageToken":"{next}" """);
        return slice.Numbers.Count == 0
            ? reply.Write("}")
            : reply.Write(""","items":[""").Write(log, slice.Numbers).Write("]}");
    }
}
