using System.Collections.Concurrent;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>The folder <c>conf</c>: which apps run, where and how often. May be used from many threads.</summary>
public sealed class AppsConfiguration
{
    private readonly ConcurrentDictionary<string, ClusterFile> files;
    private readonly TimeProvider clock;

    private AppsConfiguration(string folder, string prefix, IEnumerable<ClusterFile> files, TimeProvider clock)
    {
        Folder = folder;
        Prefix = prefix;
        this.files = new(files.ToDictionary(file => file.Cluster));
        this.clock = clock;
        Clusters = [.. this.files.Keys.Order(StringComparer.Ordinal)];
    }

    public string Folder { get; }

    /// <summary><c>account.prefix</c> of global.json, with which every function name begins.</summary>
    public string Prefix { get; }

    /// <summary>The names of the files in <c>clusters</c>, sorted.</summary>
    public IReadOnlyList<string> Clusters { get; }

    /// <summary>
    /// Reads <c>global.json</c> and <c>clusters/*.json</c>; an app whose entry is broken is told by <see cref="Problems"/>, not here.
    /// </summary>
    /// <param name="folder">Where they are, such as <c>conf</c>.</param>
    /// <param name="clock">Waits for another command that changes the same file; the system's by default.</param>
    /// <exception cref="AppException">
    /// Misconfigured: something is missing, or not the JSON that it should be, with file and line.
    /// </exception>
    public static AppsConfiguration Load(string folder, TimeProvider? clock = null)
    {
        var clusters = Path.Combine(folder, "clusters");
        var prefix = GlobalFile.Prefix(Path.Combine(folder, "global.json"), folder);
        var files = ClusterPaths(clusters).Select(ClusterFile.Read).ToList();
        return files.Count > 0
            ? new(folder, prefix, files, clock ?? TimeProvider.System)
            : throw AppException.Misconfigured(
                $"{clusters} has no cluster: create {Path.Combine(clusters, "prod.json")} with {{\"id\": \"prod\", \"modules\": {{}}}}");
    }

    /// <summary>The apps of a cluster, in the file's order, those that are not enabled too.</summary>
    /// <exception cref="AppException">Misconfigured: there is no such cluster, or one of its apps is broken.</exception>
    public IReadOnlyList<AppEntry> Apps(string cluster)
    {
        var file = File(cluster);
        return [.. file.FunctionNames.Select(function => Entry(file, function))];
    }

    /// <summary>As <see cref="Apps"/>, without those that are broken.</summary>
    /// <exception cref="AppException">Misconfigured: there is no such cluster.</exception>
    public IReadOnlyList<AppEntry> SoundApps(string cluster) => [.. Read(cluster).Select(read => read.Entry).OfType<AppEntry>()];

    /// <summary>The apps of a cluster that are broken, each with one line that says where and what to do.</summary>
    /// <exception cref="AppException">Misconfigured: there is no such cluster.</exception>
    public IReadOnlyList<(string FunctionName, string Problem)> Problems(string cluster) =>
        [.. Read(cluster).Where(read => read.Entry is null).Select(read => (read.FunctionName, read.Problem!))];

    /// <summary>The app of that name, or of that function name; others may be broken.</summary>
    /// <exception cref="AppException">Misconfigured: there is none, there are two, or it is broken.</exception>
    public AppEntry Find(string cluster, string name)
    {
        var file = File(cluster);
        if (file.FunctionNames.Contains(name))
        {
            return Entry(file, name);
        }

        var named = file.FunctionNames.Where(function => file.Text(function, "app_name") == name).ToList();
        var types = string.Join(" and ", named.Select(function => file.Text(function, "type")));
        return named switch
        {
            [var function] => Entry(file, function),
            [] => throw AppException.Misconfigured($"{file.Path} has no app {Shown.Of(name)}: {Nearest.Hint(name, Names(file))}"),
            _ => throw AppException.Misconfigured(
                $"{file.Path} has {named.Count} apps named {Shown.Of(name)} (of type {types}): "
                + $"give the function name of the one that is meant: {string.Join(" or ", named)}"),
        };
    }

    /// <summary>Whether <see cref="Add"/> would take it; writes nothing.</summary>
    /// <returns>The function name that it would have.</returns>
    /// <exception cref="AppException">
    /// Misconfigured: a value is wrong, the name is taken in its cluster, or the function name is too long for the target.
    /// </exception>
    public string CheckNew(NewApp app) => CheckNew(app, File(app.Cluster));

    /// <summary>Adds an app to its cluster's file, as that stands now on disk; all else in it stays.</summary>
    /// <exception cref="AppException">
    /// Misconfigured as <see cref="CheckNew(NewApp)"/>; StateFailed: the file cannot be written, and is as it was.
    /// </exception>
    public AppEntry Add(NewApp app)
    {
        CheckNew(app);
        var path = File(app.Cluster).Path;
        using (ConfigLock.Take(path, clock))
        {
            var now = ClusterFile.Read(path);
            var function = CheckNew(app, now);
            now.Add(function, app);
            files[app.Cluster] = ClusterFile.Read(path);
            return Entry(files[app.Cluster], function);
        }
    }

    private static List<string> ClusterPaths(string clusters)
    {
        try
        {
            var paths = Directory.EnumerateFiles(clusters, "*.json").Where(path => !Path.GetFileName(path).StartsWith('.'));
            return [.. paths.Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException e)
        {
            throw AppException.Misconfigured($"{clusters} is missing: create it, with a file for each cluster, such as prod.json", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AppException.Misconfigured($"{clusters} cannot be read: check that it is a folder and who may read it", e);
        }
    }

    private static List<string> Names(ClusterFile file) =>
        [.. file.FunctionNames.Select(function => file.Text(function, "app_name") ?? function)];

    private string CheckNew(NewApp app, ClusterFile file) => Vacancy.Check(Prefix, app, FilesWith(file), file);

    private ClusterFile File(string cluster) =>
        files.GetValueOrDefault(cluster)
        ?? throw AppException.Misconfigured(
            $"{Path.Combine(Folder, "clusters")} has no cluster {Shown.Of(cluster)}: {Nearest.Hint(cluster, Clusters)}");

    // Another thread may just have replaced the file that is being looked at.
    private IEnumerable<ClusterFile> FilesWith(ClusterFile file) =>
        Clusters.Select(cluster => cluster == file.Cluster ? file : File(cluster));

    private AppEntry Entry(ClusterFile file, string function) =>
        Namesakes.Problem(Prefix, FilesWith(file), file, function) is { } problem
            ? throw file.Wrong(function, problem)
            : file.Entry(function);

    private IEnumerable<(string FunctionName, AppEntry? Entry, string? Problem)> Read(string cluster)
    {
        var file = File(cluster);
        return file.FunctionNames.Select(function =>
        {
            try
            {
                return (function, (AppEntry?)Entry(file, function), (string?)null);
            }
            catch (AppException e)
            {
                return (function, null, e.Message);
            }
        });
    }
}
