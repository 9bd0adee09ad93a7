using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Duo's signature of a request, version 2: an HMAC over five lines, in lower-case hexadecimal.
/// https://duo.com/docs/adminapi#authentication
/// </summary>
public static class DuoSignature
{
    /// <summary>The parameters as they are signed: percent-encoded (RFC 3986), sorted by name and then by value.</summary>
    public static string Canonical(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters
            .Select(parameter => (Name: Uri.EscapeDataString(parameter.Key), Value: Uri.EscapeDataString(parameter.Value)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}"));

    /// <summary>What is signed; the date is the header's text, byte for byte.</summary>
    public static string TextToSign(string date, string method, string host, string path, string canonicalParameters) =>
        string.Join('\n', date, method.ToUpperInvariant(), host.ToLowerInvariant(), path, canonicalParameters);

    /// <summary>Whether the signature is the text's, by SHA-512 or by the older SHA-1: its length tells which.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "Duo still takes SHA-1.")]
    public static bool Matches(string signature, string text, string secretKey)
    {
        var (key, data) = (Encoding.UTF8.GetBytes(secretKey), Encoding.UTF8.GetBytes(text));
        return signature.Length switch
        {
            2 * HMACSHA512.HashSizeInBytes => signature == Convert.ToHexStringLower(HMACSHA512.HashData(key, data)),
            2 * HMACSHA1.HashSizeInBytes => signature == Convert.ToHexStringLower(HMACSHA1.HashData(key, data)),
            _ => false,
        };
    }
}
