using System.Globalization;
using System.Text;

namespace StreamAlert.Apps.Contract;

/// <summary>Text from outside, made fit for a line of a log: no line breaks, no terminal controls, no end in sight.</summary>
public static class Plain
{
    private const int Longest = 200;

    public static string Text(string text)
    {
        var line = string.Concat(text.EnumerateRunes().Take(Longest).Select(letter => IsHarmless(letter) ? letter.ToString() : "?"));
        return text.Length > Longest && text.EnumerateRunes().Skip(Longest).Any() ? $"{line}…" : line;
    }

    private static bool IsHarmless(Rune letter) => Rune.GetUnicodeCategory(letter) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
