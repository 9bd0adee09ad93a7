using System.Text.Json;

namespace StreamAlert.Apps.Configuration;

/// <summary>What to do about JSON that cannot be read.</summary>
internal static class ConfigSyntax
{
    /// <summary>For example <c>line 3: remove the comma before this</c>.</summary>
    public static string Problem(ReadOnlySpan<byte> bytes, JsonException error)
    {
        var start = 0;
        for (var skipped = 0; skipped < error.LineNumber; skipped++)
        {
            start += bytes[start..].IndexOf((byte)'\n') + 1;
        }

        var at = Math.Min(start + (int)(error.BytePositionInLine ?? 0), bytes.Length);
        var before = bytes[..at].TrimEnd(" \t\r\n"u8);
        var what = at < bytes.Length ? bytes[at] : (byte)0;
        var help = what switch
        {
            (byte)'/' => "JSON has no comments: remove it",
            (byte)'}' or (byte)']' when before.EndsWith(","u8) => "remove the comma before the closing bracket",
            0 when before.Length == 0 => "the file is empty: it must hold an object {...}",
            0 => "the file ends too early: close what is open",
            _ => $"this is no JSON at column {at - start + 1}: look there for a missing comma, quote or bracket",
        };

        return $"line {(error.LineNumber ?? 0) + 1}: {help}";
    }
}
