using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers as Intercom does where admins' activities are concerned, newest first.
/// https://developers.intercom.com/docs/references/rest-api/api.intercom.io/admins/listactivitylogs
/// </summary>
internal sealed partial class IntercomStandIn : StandIn
{
    private const string LogPath = "/admins/activity_logs";

    // Opens nothing but the sandbox.
    private const string Token = "dG9rOnNhbmRib3hfNGYyY185ZDFlXzAwMDBfb3BlbnNfbm90aGluZ19lbHNlOjE6MA==";

    private readonly SandboxLog log;

    public IntercomStandIn(SandboxOptions options)
        : base(options) => log = Open("intercom_admin_activity_logs", IntercomText.Activity);

    public override string Service => "intercom";

    public override JsonObject Auth => new() { ["token"] = Token };

    // Intercom lists events some time after they happen, and does not say after how long.
    protected override TimeSpan Delay => TimeSpan.FromSeconds(30);

    public override bool Serves(string path) => path.StartsWith("/admins/", StringComparison.Ordinal);

    public override SandboxReply Answer(SandboxRequest request)
    {
        if (request.Path != LogPath || request.Method != "GET")
        {
            throw new SandboxRefusal(IntercomRefusal.Of(404), $"Intercom has no such path, or not for {request.Method}");
        }

        CheckHeaders(request);
        Count(log);
        return IntercomPage.Of(log, request, IntercomQuery.Parse(request, Options.PageSize));
    }

    public override SandboxReply Refuse(FaultKind kind) => kind switch
    {
        FaultKind.Throttled => IntercomRefusal.TooManyRequests(Options.ServerTime),
        FaultKind.Denied => IntercomRefusal.Of(401),
        FaultKind.Plan => IntercomRefusal.Of(403, "api_plan_restricted", "This feature is not yet available to your app"),
        FaultKind.Error => IntercomRefusal.Of(200, "server_error", "Something went wrong"),
        _ => IntercomRefusal.Of(403),
    };

    public override SandboxReply Refuse(int status) => IntercomRefusal.Of(status);

    public override SandboxReply RefuseParameter(string name) => IntercomRefusal.Of(400, "parameter_invalid", $"{name} is invalid");

    private static void CheckHeaders(SandboxRequest request)
    {
        if (request.Bearer != Token)
        {
            throw new SandboxRefusal(IntercomRefusal.Of(401), request.Bearer is null ? "there is no bearer token" : null);
        }

        if (request.Header("Accept") is not { } accept || !accept.Contains("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new SandboxRefusal(IntercomRefusal.Of(406), "JSON is not accepted");
        }

        // The real one falls back on what the app was made with, so that answers change their form with a setting elsewhere.
        if (!Versions.IsMatch(request.Header("Intercom-Version") ?? ""))
        {
            throw new SandboxRefusal(
                IntercomRefusal.Of(400, "intercom_version_invalid", "The requested version could not be found"), "no version is asked for");
        }
    }

    [GeneratedRegex(@"^2\.([7-9]|1[0-6])\z")]
    private static partial Regex Versions { get; }
}
