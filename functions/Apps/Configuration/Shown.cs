namespace StreamAlert.Apps.Configuration;

/// <summary>How a value that somebody gave stands in a message: quoted, on one line, and not endless.</summary>
internal static class Shown
{
    private const int Longest = 80;

    public static string Of(string text)
    {
        var line = string.Concat(text.Take(Longest)
            .Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? '?' : letter));
        return text.Length > Longest ? $"'{line}...'" : $"'{line}'";
    }
}
