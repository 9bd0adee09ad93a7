namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>The answers of faults that need no page: they are told before anybody looks at what was asked for.</summary>
internal static class FaultReply
{
    private const string MaintenancePage =
        "<!DOCTYPE html>\n<html><head><title>Maintenance</title></head><body><h1>We will be back soon.</h1></body></html>\n";

    /// <returns>Null where the fault strikes the page.</returns>
    public static SandboxReply? Of(Fault? fault, StandIn standIn) => fault?.Kind switch
    {
        FaultKind.Status => standIn.Refuse(fault.Status),
        FaultKind.Html => SandboxReply.Of(200, MaintenancePage, "text/html; charset=utf-8"),
        FaultKind.Maintenance => SandboxReply.Of(503, MaintenancePage, "text/html; charset=utf-8"),
        FaultKind.Redirect => new SandboxReply(302) { Headers = { ["Location"] = "http://192.0.2.1/" } },
        FaultKind.Denied or FaultKind.Forbidden or FaultKind.Plan or FaultKind.Throttled or FaultKind.Error => standIn.Refuse(fault.Kind),
        _ => null,
    };
}
