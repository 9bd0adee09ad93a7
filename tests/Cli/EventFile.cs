using System.Text;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

/// <summary>The lines of events that a run wrote: what stands under <c>event</c>, byte for byte, and under which id.</summary>
public sealed class EventFile
{
    private static readonly byte[] Field = "\",\"event\":"u8.ToArray();

    private readonly List<(string Id, string Event)> lines = [];

    public int Count => lines.Count;

    public static EventFile Read(string path) => Parse(File.ReadAllBytes(path));

    /// <summary>Every line must be whole, and JSON.</summary>
    public static EventFile Parse(ReadOnlySpan<byte> text)
    {
        var file = new EventFile();
        Assert.True(text.IsEmpty || text[^1] == '\n', "the last line is not ended");
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            file.Add(text[..end]);
            text = text[(end + 1)..];
        }

        return file;
    }

    /// <summary>All events of a log are there, untouched; what is there twice has the same id.</summary>
    public void AssertHolds(SandboxLog log, int mostRepeats)
    {
        var ids = new Dictionary<string, string>();
        foreach (var (id, item) in lines)
        {
            Assert.True(ids.TryAdd(item, id) || ids[item] == id, "an event that came twice has two ids");
        }

        Assert.Equal(log.Count, ids.Count);
        Assert.Equal(log.Count, ids.Values.Distinct().Count());
        Assert.All(Enumerable.Range(0, log.Count), i => Assert.True(ids.ContainsKey(Key(log.Event(i))), $"event {i} is not there byte for byte"));
        Assert.InRange(lines.Count - log.Count, 0, mostRepeats);
    }

    private void Add(ReadOnlySpan<byte> line)
    {
        var json = JsonElement.Parse(line);
        var start = line.IndexOf(Field) + Field.Length;
        lines.Add((json.GetProperty("event_id").GetString()!, Key(line[start..^1])));
    }

    // Line breaks between tokens are all that a line cannot keep.
    private static string Key(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
}
