namespace StreamAlert.Apps.Configuration;

/// <summary>Whether there is room for a new app.</summary>
internal static class Vacancy
{
    /// <summary>The name of the function that the app would be.</summary>
    /// <param name="prefix">With which every function name begins.</param>
    /// <param name="app">The new app.</param>
    /// <param name="files">All clusters.</param>
    /// <param name="file">The app's own cluster, one of them.</param>
    /// <exception cref="Contract.AppException">Misconfigured: a value of the app is wrong, or its name is taken.</exception>
    public static string Check(string prefix, NewApp app, IEnumerable<ClusterFile> files, ClusterFile file)
    {
        NewEntry.Check(app);
        var function = FunctionName.Of(prefix, app.Cluster, app.Type, app.Name);
        FunctionName.CheckNew(function, app.Target);

        // Whatever its type: a name is what somebody types to say which app is meant.
        if (file.FunctionNames.FirstOrDefault(other => file.Text(other, "app_name") == app.Name) is { } namesake)
        {
            throw file.Wrong(
                namesake, $"the name '{app.Name}' is taken by an app of type {file.Text(namesake, "type")}: choose another app_name");
        }

        foreach (var other in files)
        {
            if (other.FunctionNames.FirstOrDefault(name => string.Equals(name, function, StringComparison.OrdinalIgnoreCase)) is { } taken)
            {
                throw other.Wrong(taken, $"the function name {taken} is taken: choose another app_name");
            }
        }

        return function;
    }
}
