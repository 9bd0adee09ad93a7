using System.Buffers;
using System.Globalization;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// The files that hold the events of a log. A file never changes: it is made once all its events are there, which for late ones is later
/// than for others of their time. Each is there twice, as a daily and as an hourly one.
/// </summary>
/// <param name="log">Whose events they hold.</param>
/// <param name="text">Writes them.</param>
/// <param name="type">A letter that tells its files' ids from those of other logs.</param>
/// <param name="options">How many rows a file has at the most, and how the events come.</param>
/// <param name="delay">How long after it was made a file is listed.</param>
internal sealed class SalesforceFiles(SandboxLog log, SalesforceText text, char type, SandboxOptions options, TimeSpan delay)
{
    // Where events come at an even pace, a file holds those of a minute; the events of a script are too few for that.
    private static readonly TimeSpan Evenly = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Scripted = TimeSpan.FromSeconds(1);

    private readonly Lazy<SalesforceLogFile[]> all = new(() =>
    [
        .. Enumerable.Range(0, log.Count)
            .GroupBy(i => (log.ListedFrom(i) - delay).Ticks / (options.Script is null ? Evenly : Scripted).Ticks)
            .OrderBy(slot => slot.Key)
            .SelectMany(slot => slot.Chunk(options.PageSize).Select(rows => (Rows: rows, Last: slot.Max(log.ListedFrom))))
            .Select((file, number) => new SalesforceLogFile(number, file.Last - delay, file.Last, file.Rows)),
    ]);

    /// <summary>The files that are listed at a moment, the earliest first.</summary>
    public IEnumerable<SalesforceLogFile> At(DateTimeOffset now) => all.Value.Where(file => file.ListedFrom <= now);

    public SandboxLog Log => log;

    public string EventType => text.EventType;

    public string IdOf(SalesforceLogFile file, bool isHourly) =>
        string.Create(CultureInfo.InvariantCulture, $"0AT5g000{type}{(isHourly ? 'H' : 'D')}{file.Number:X5}GAI");

    /// <summary>The file of an id, whichever way; null where there is none, or not yet.</summary>
    public SalesforceLogFile? Find(string id, DateTimeOffset now) =>
        id.Length == 18 && int.TryParse(id.AsSpan(10, 5), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
            && number < all.Value.Length && all.Value[number] is var file && file.ListedFrom <= now
            && (id == IdOf(file, isHourly: false) || id == IdOf(file, isHourly: true))
            ? file
            : null;

    public int LengthOf(SalesforceLogFile file)
    {
        if (file.Length == 0)
        {
            var content = new ArrayBufferWriter<byte>();
            Write(file, content);
            file.Length = content.WrittenCount;
        }

        return file.Length;
    }

    /// <summary>Writes a file's content: CSV, all of it in quotes.</summary>
    public void Write(SalesforceLogFile file, IBufferWriter<byte> to)
    {
        text.WriteHeader(to);
        foreach (var i in file.Rows)
        {
            text.WriteLine(i, log.TimeOf(i), to);
        }
    }
}
