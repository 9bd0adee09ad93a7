namespace StreamAlert.Apps.Contract;

/// <summary>Where events come from: what goes beside their bytes, the same for all events of an app.</summary>
/// <param name="App">The app's own name, such as <c>duo_prod_collector</c>.</param>
/// <param name="Function">The name of its function, under which secret and state are kept.</param>
/// <param name="Cluster">The cluster that it is configured in.</param>
/// <param name="Service">The vendor, such as <c>duo</c>.</param>
/// <param name="Type">The app's type, such as <c>duo_auth</c>.</param>
/// <param name="Log">StreamAlert's name of the log, such as <c>duo:authentication</c>.</param>
public sealed record LogSource(string App, string Function, string Cluster, string Service, string Type, string Log)
{
    /// <summary>The command that replaces the app's credentials, for messages.</summary>
    public string UpdateAuth => $"apps-cli update-auth --cluster {Cluster} --name {App}";
}
