namespace StreamAlert.Apps.Files;

/// <summary>The layout of the data folder of the local target, by function name.</summary>
public sealed class DataFolder(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string Secrets => Path.Combine(Root, "secrets");

    public string State => Path.Combine(Root, "state");

    public string Events(string function) => Path.Combine(Root, "events", $"{function}.jsonl");

    public string DeadLetters(string function) => Path.Combine(Root, "dead-letters", function);
}
