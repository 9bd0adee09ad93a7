namespace StreamAlert.Apps.Configuration;

/// <summary>
/// Function names that only case tells apart, or that stand in two clusters. They would share a secret and a state, and Azure's host does
/// not start with two of them; so one stays, the one whose name is what its entry makes it, else the first.
/// </summary>
internal static class Namesakes
{
    /// <summary>What is wrong with one function of a cluster; null where it is the only one of its name, or the one that stays.</summary>
    public static string? Problem(string prefix, IEnumerable<ClusterFile> files, ClusterFile file, string function)
    {
        var same = files
            .SelectMany(other => other.FunctionNames.Select(name => (File: other, Name: name)))
            .Where(other => string.Equals(other.Name, function, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var stays = same.OrderBy(other => other.Name == Expected(prefix, other.File, other.Name) ? 0 : 1).First();
        return stays.File.Cluster == file.Cluster && stays.Name == function
            ? null
            : $"the function name {function} is taken by {stays.Name} in {stays.File.Path}: "
                + "rename this one, they would share secret and state";
    }

    private static string Expected(string prefix, ClusterFile file, string function) =>
        FunctionName.Of(prefix, file.Cluster, file.Text(function, "type") ?? "", file.Text(function, "app_name") ?? "");
}
