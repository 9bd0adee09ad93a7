using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What a client says of itself, signed with <see cref="SandboxKey"/>: https://www.rfc-editor.org/rfc/rfc7523. What the claims must be is
/// for the stand-in to judge, their times included.
/// </summary>
public sealed class JwtAssertion
{
    private JwtAssertion(JsonElement header, JsonElement claims) => (Header, Claims) = (header, claims);

    /// <summary>An object with <c>alg</c>, and whatever else the client put there.</summary>
    public JsonElement Header { get; }

    /// <summary>An object.</summary>
    public JsonElement Claims { get; }

    /// <summary>Reads an assertion and checks its signature: RS256, RS384 or RS512.</summary>
    /// <exception cref="FormatException">It is none, or somebody else signed it; the message tells which.</exception>
    public static JwtAssertion Verify(string assertion)
    {
        if (assertion.Split('.') is not [var header, var claims, var signature] || !new[] { header, claims, signature }.All(IsBase64Url))
        {
            throw new FormatException("the assertion is not three parts of base64url");
        }

        var read = new JwtAssertion(Read(header), Read(claims));
        var hash = read.Header.TryGetProperty("alg", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() switch
        {
            "RS256" => HashAlgorithmName.SHA256,
            "RS384" => HashAlgorithmName.SHA384,
            "RS512" => HashAlgorithmName.SHA512,
            _ => throw new FormatException("the assertion's alg is none of RS256, RS384 and RS512"),
        } : throw new FormatException("the assertion's header has no alg");

        return SandboxKey.Verify(Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature), hash)
            ? read
            : throw new FormatException("the assertion's signature is not that of the sandbox's key");
    }

    /// <summary>A claim that is a text, such as <c>iss</c>; null where it is missing or something else.</summary>
    public string? Text(string claim) =>
        Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A claim that is a time in Unix seconds, such as <c>exp</c>, in UTC; null where it is missing or something else.</summary>
    public DateTimeOffset? Time(string claim) =>
        Claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var seconds) && seconds is >= 0 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    // The padding that base64url leaves out must be left out here too.
    private static bool IsBase64Url(string part) =>
        part.Length > 0 && !part.Contains('=', StringComparison.Ordinal) && Base64Url.IsValid(part);

    private static JsonElement Read(string part)
    {
        try
        {
            var json = JsonElement.Parse(Base64Url.DecodeFromChars(part));
            return json.ValueKind == JsonValueKind.Object ? json : throw new FormatException("a part of the assertion is no JSON object");
        }
        catch (JsonException problem)
        {
            throw new FormatException("a part of the assertion is no JSON", problem);
        }
    }
}
