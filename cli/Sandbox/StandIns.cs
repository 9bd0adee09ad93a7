using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>All stand-ins there are.</summary>
internal sealed class StandIns(SandboxOptions options)
{
    private static readonly Type[] Types =
        [.. typeof(StandIn).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(StandIn)))];

    private readonly StandIn[] all = [.. Types.Select(type => (StandIn)Activator.CreateInstance(type, options)!)];

    /// <exception cref="AppException">There is none for this service: <see cref="Outcome.Misconfigured"/>.</exception>
    public StandIn this[string service] => Array.Find(all, standIn => standIn.Service == service)
        ?? throw AppException.Misconfigured($"the sandbox has no stand-in for '{Plain.Text(service)}'");

    /// <summary>The one whose path this is, or null.</summary>
    public StandIn? At(string path) => Array.Find(all, standIn => standIn.Serves(path));
}
