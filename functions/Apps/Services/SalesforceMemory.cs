using System.Globalization;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// Which files need no further download although a window lists them again, and how much is known of those that could not be read to
/// their end. Stands in <see cref="Page.Position"/>, which outlives windows.
/// </summary>
internal sealed class SalesforceMemory
{
    // About 30 kB of state; a file that is forgotten is downloaded once more, and its rows are known by their identities.
    private const int Most = 1000;

    private readonly Dictionary<string, Known> files;

    private SalesforceMemory(Dictionary<string, Known> files) => this.files = files;

    /// <param name="position">What was written, or null. What is no entry in it is passed over.</param>
    public static SalesforceMemory Read(string? position)
    {
        var files = new Dictionary<string, Known>(StringComparer.Ordinal);
        foreach (var entry in (position ?? "").Split(' '))
        {
            if (entry.Split('@', ':') is [var id, .. { Length: >= 1 and <= 3 } numbers] && Numbers(numbers) is [var created, ..] known)
            {
                files[id] = new Known(created, known.Count > 1 ? known[1] : null, known.Count > 2 ? known[2] : null);
            }
        }

        return new SalesforceMemory(files);
    }

    public bool IsFinished(SalesforceFile file) => files.TryGetValue(file.Id, out var known) && known.Rows is null;

    /// <summary>How many rows of a file that broke off are delivered.</summary>
    public long RowsOf(SalesforceFile file) => files.TryGetValue(file.Id, out var known) ? known.Rows ?? 0 : 0;

    /// <summary>Behind how many bytes an earlier read of a file found an end that looked like none; null for none.</summary>
    public long? EndOf(SalesforceFile file) => files.TryGetValue(file.Id, out var known) ? known.End : null;

    public void Finish(SalesforceFile file) => files[file.Id] = new Known(file.Created.ToUnixTimeSeconds(), null, null);

    /// <param name="id">The file's.</param>
    /// <param name="created">When it was made, UTC.</param>
    /// <param name="rows">How many of its rows are delivered.</param>
    /// <param name="end">Behind how many bytes it ended, where it did so without an error; null where it did not.</param>
    public void Break(string id, DateTimeOffset created, long rows, long? end) =>
        files[id] = new Known(created.ToUnixTimeSeconds(), rows, end);

    /// <param name="from">The start of the window at hand, UTC: no later window reaches back further.</param>
    /// <param name="at">When the file at hand was made, UTC; null where there is none.</param>
    /// <param name="overlap">How far a window goes back behind the watermark, which stays before the first file that broke off.</param>
    public string Write(DateTimeOffset from, DateTimeOffset? at, TimeSpan overlap)
    {
        var start = from.ToUnixTimeSeconds();
        var broken = files.Values.Where(known => known.Rows is not null && known.Created >= start).Select(known => known.Created);
        var needed = Math.Max(start, broken.Append(at?.ToUnixTimeSeconds() ?? start).Min() - (long)overlap.TotalSeconds);
        return string.Join(' ', files
            .Where(file => file.Value.Created >= needed)
            .OrderBy(file => file.Value.Created).TakeLast(Most)
            .Select(file => $"{file.Key}@{file.Value}"));
    }

    // None where one of them is none.
    private static List<long> Numbers(IEnumerable<string> texts)
    {
        var numbers = new List<long>();
        foreach (var text in texts)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return [];
            }

            numbers.Add(number);
        }

        return numbers;
    }

    private readonly record struct Known(long Created, long? Rows, long? End)
    {
        public override string ToString() => string.Join(
            ':', new[] { Created, Rows, End }.OfType<long>().Select(number => number.ToString(CultureInfo.InvariantCulture)));
    }
}
