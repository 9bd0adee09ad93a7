using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers as Duo's Admin API does where logs are concerned: the same paths, parameters, signature and errors.
/// https://duo.com/docs/adminapi
/// </summary>
internal sealed class DuoStandIn : StandIn
{
    private readonly Dictionary<string, (DuoLogKind Kind, SandboxLog Log)> logs;

    public DuoStandIn(SandboxOptions options)
        : base(options)
    {
        logs = new()
        {
            ["/admin/v2/logs/authentication"] = (DuoLogKind.Authentication, Open("duo_auth", DuoV2Text.Authentication)),
            ["/admin/v2/logs/activity"] = (DuoLogKind.Activity, Open("duo_activity", DuoV2Text.Activity)),
            ["/admin/v2/logs/telephony"] = (DuoLogKind.Telephony, Open("duo_telephony", DuoV2Text.Telephony)),
            ["/admin/v1/logs/administrator"] = (DuoLogKind.Administrator, Open("duo_admin", DuoV1Text.Administrator, hasIds: false)),
            ["/admin/v1/logs/offline_enrollment"] =
                (DuoLogKind.OfflineEnrollment, Open("duo_offline_enrollment", DuoV1Text.OfflineEnrollment, hasIds: false)),
        };
    }

    public override string Service => "duo";

    public override JsonObject Auth => new()
    {
        ["api_hostname"] = DuoCredentials.ApiHostname,
        ["integration_key"] = DuoCredentials.IntegrationKey,
        ["secret_key"] = DuoCredentials.SecretKey,
    };

    // Duo holds events back on purpose.
    protected override TimeSpan Delay => TimeSpan.FromMinutes(2);

    public override bool Serves(string path) =>
        path.StartsWith("/admin/v1/logs/", StringComparison.Ordinal) || path.StartsWith("/admin/v2/logs/", StringComparison.Ordinal);

    public override SandboxReply Answer(SandboxRequest request)
    {
        if (!logs.TryGetValue(request.Path, out var entry))
        {
            throw new SandboxRefusal(DuoRefusal.Of(404), "Duo has no such path");
        }

        if (!HttpMethods.IsGet(request.Method))
        {
            throw new SandboxRefusal(DuoRefusal.Of(405), "only GET reads a log");
        }

        DuoAuthorization.Check(request);
        Count(entry.Log);
        return entry.Kind switch
        {
            DuoLogKind.Administrator => DuoPage.OfAdministrator(entry.Log, DuoQuery.ParseV1(request)),
            DuoLogKind.OfflineEnrollment => DuoPage.OfOfflineEnrollment(entry.Log, DuoQuery.ParseV1(request)),
            _ => DuoPage.Of(entry.Kind, entry.Log, DuoQuery.Parse(entry.Kind, entry.Log, request)),
        };
    }

    public override SandboxReply Refuse(FaultKind kind) => kind switch
    {
        FaultKind.Throttled => DuoRefusal.Of(429),
        FaultKind.Denied => DuoRefusal.WrongSignature,
        FaultKind.Error => DuoRefusal.Of(500, status: 200),

        // Duo does not tell a plan that lacks a log from an application that may not read it.
        _ => DuoRefusal.Of(403),
    };

    public override SandboxReply Refuse(int status) => DuoRefusal.Of(status);

    public override SandboxReply RefuseParameter(string name) => DuoRefusal.BadParameter(name);
}
