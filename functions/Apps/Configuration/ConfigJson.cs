using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>A JSON file of the configuration: an object, with the line of each key.</summary>
internal sealed class ConfigJson
{
    private readonly Dictionary<(JsonObject Parent, string Key), int> lines;

    private ConfigJson(string file, JsonObject root, Dictionary<(JsonObject Parent, string Key), int> lines)
    {
        File = file;
        Root = root;
        this.lines = lines;
    }

    public string File { get; }

    public JsonObject Root { get; }

    /// <summary>Reads it strictly: no comments, no trailing commas, no key twice.</summary>
    /// <exception cref="AppException">Misconfigured: it is missing or no such JSON; with file and line.</exception>
    public static ConfigJson Read(string file)
    {
        try
        {
            var parser = new ConfigParser(file, System.IO.File.ReadAllBytes(file));
            return new(file, parser.Parse(), parser.Lines);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw AppException.Misconfigured($"{file} is missing: create it, or name the folder of the configuration that holds it", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AppException.Misconfigured($"{file} cannot be read: check that it is a file and who may read it", e);
        }
    }

    /// <summary>What is wrong with a key, after the file and, where the key is there, its line.</summary>
    public AppException Wrong(JsonObject parent, string key, string problem, Exception? inner = null) =>
        AppException.Misconfigured(
            lines.TryGetValue((parent, key), out var at) ? $"{File} line {at}: {problem}" : $"{File}: {problem}", inner);

    /// <summary>Lets a check speak, and adds to its words where the value stands.</summary>
    public void Checked(JsonObject parent, string key, string whose, Action check)
    {
        try
        {
            check();
        }
        catch (AppException e)
        {
            var problem = e.Message.StartsWith($"{key} ", StringComparison.Ordinal) ? $"{key}{whose}{e.Message[key.Length..]}" : e.Message;
            throw Wrong(parent, key, problem, e);
        }
    }

    /// <summary>The object at a key; null where there is none.</summary>
    /// <exception cref="AppException">Misconfigured: something else stands there.</exception>
    public JsonObject? Object(JsonObject parent, string key) => parent[key] switch
    {
        null => null,
        JsonObject found => found,
        _ => throw Wrong(parent, key, $"{key} must be an object {{...}}"),
    };
}
