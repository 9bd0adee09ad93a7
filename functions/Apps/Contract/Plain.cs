namespace StreamAlert.Apps.Contract;

/// <summary>Text from outside, made fit for a line of a log: no line breaks, no terminal controls, no end in sight.</summary>
public static class Plain
{
    private const int Longest = 200;

    public static string Text(string text)
    {
        var line = string.Concat(text.Take(Longest).Select(letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format ? '?' : letter));
        return text.Length > Longest ? $"{line}…" : line;
    }
}
