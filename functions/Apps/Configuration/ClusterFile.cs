using System.Text.Json;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Files;

namespace StreamAlert.Apps.Configuration;

/// <summary>A cluster's file, and what in it is about apps.</summary>
internal sealed class ClusterFile
{
    private const string AppsKey = "streamalert_apps";
    private const string SourcesKey = "streamalert_app";
    private readonly ConfigJson json;
    private readonly JsonObject apps;

    private ClusterFile(string path)
    {
        json = ConfigJson.Read(path);
        apps = (json.Object(json.Root, "modules") is { } modules ? json.Object(modules, AppsKey) : null) ?? [];
        _ = json.Object(json.Root, "data_sources") is { } sources ? json.Object(sources, SourcesKey) : null;
    }

    public string Path => json.File;

    public string Cluster => System.IO.Path.GetFileNameWithoutExtension(Path);

    public IEnumerable<string> FunctionNames => apps.Select(pair => pair.Key);

    /// <summary>Reads the file; whether an app in it is broken is not looked at.</summary>
    /// <exception cref="Contract.AppException">Misconfigured: the file, or what all apps stand in, is missing or broken.</exception>
    public static ClusterFile Read(string path) => new(path);

    /// <exception cref="Contract.AppException">Misconfigured: that entry is broken.</exception>
    public AppEntry Entry(string function) => EntryReader.Read(json, apps, Cluster, function);

    /// <summary>A text of an entry that may be broken, or null.</summary>
    public string? Text(string function, string key) =>
        apps[function] is JsonObject entry && entry[key] is JsonValue value && value.GetValueKind() == JsonValueKind.String
            ? value.GetValue<string>()
            : null;

    public Contract.AppException Wrong(string function, string problem) => json.Wrong(apps, function, problem);

    /// <summary>Replaces the file by one with one app more.</summary>
    /// <exception cref="Contract.AppException">StateFailed: it cannot be written, and is as it was.</exception>
    public void Add(string function, NewApp app)
    {
        var root = (JsonObject)json.Root.DeepClone();
        Made(Made(root, "modules"), AppsKey)[function] = NewEntry.Of(app);

        // A list that somebody wrote stays: the classifier may be meant to try more schemas than the service's own.
        var sources = Made(Made(root, "data_sources"), SourcesKey);
        sources[function] ??= new JsonArray(app.Service);
        try
        {
            AtomicFile.Write(Path, ConfigText.Of(root));
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            throw Contract.AppException.StateFailed(
                $"{Path} cannot be written and is as it was: check who may write to its folder and that the disk has room", problem);
        }
    }

    private static JsonObject Made(JsonObject parent, string key)
    {
        if (parent[key] is not JsonObject made)
        {
            parent[key] = made = [];
        }

        return made;
    }
}
