namespace StreamAlert.Apps.Configuration;

/// <summary>What somebody may have meant.</summary>
public static class Nearest
{
    private const int Listed = 20;

    /// <summary>
    /// The word with the fewest letters added, left out, changed or swapped, case aside; null where more than a third are.
    /// </summary>
    public static string? Of(string word, IEnumerable<string> words) =>
        words.Select(candidate => (Word: candidate, Distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(near => near.Distance <= Allowed(Math.Max(word.Length, near.Word.Length)))
            .OrderBy(near => near.Distance)
            .FirstOrDefault().Word;

    /// <summary>For example <c>did you mean 'prod'? There are: dev, prod</c>.</summary>
    internal static string Hint(string word, IReadOnlyCollection<string> words)
    {
        var more = words.Count > Listed ? $" and {words.Count - Listed} more" : "";
        var list = words.Count == 0 ? "there are none" : $"here are: {string.Join(", ", words.Take(Listed))}{more}";
        return words.Count == 0 ? list : Of(word, words) is { } near ? $"did you mean '{near}'? T{list}" : $"t{list}";
    }

    // One slip is forgiven in a short word too, as long as something of it stays.
    private static int Allowed(int length) => Math.Min(Math.Max(1, length / 3), Math.Max(0, length - 1));

    // Optimal string alignment: two neighbours swapped are one slip of the finger.
    private static int Distance(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var changed = table[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                var least = Math.Min(changed, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
                table[i, j] = swapped ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
            }
        }

        return table[from.Length, to.Length];
    }
}
