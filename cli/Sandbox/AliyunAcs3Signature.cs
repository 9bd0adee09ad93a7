using System.Security.Cryptography;
using System.Text;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Aliyun's newer signature of a request, ACS3-HMAC-SHA256, in a header:
/// https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
/// </summary>
/// <param name="AccessKeyId">The key that signed.</param>
/// <param name="SignedHeaders">The names of the headers that are signed, in their order there.</param>
/// <param name="Signature">In lower-case hexadecimal.</param>
internal sealed record AliyunAcs3Signature(string AccessKeyId, string[] SignedHeaders, string Signature)
{
    public const string Algorithm = "ACS3-HMAC-SHA256";

    private static readonly string[] Parts = ["Credential=", "SignedHeaders=", "Signature="];

    /// <summary>Reads the header <c>Authorization</c>; null where it is something else.</summary>
    public static AliyunAcs3Signature? Read(string authorization)
    {
        var values = authorization.Split(' ', 2) is [Algorithm, var rest] ? rest.Split(',').Select(part => part.Trim()).ToArray() : [];
        return values.Length == Parts.Length && values.Zip(Parts).All(pair => pair.First.StartsWith(pair.Second, StringComparison.Ordinal))
            && values.Zip(Parts).Select(pair => pair.First[pair.Second.Length..]).ToArray() is [var key, var headers, var signature]
            ? new(key, headers.Split(';'), signature)
            : null;
    }

    /// <summary>What is hashed.</summary>
    /// <param name="header">The value of a header.</param>
    public string CanonicalRequest(
        string method, IEnumerable<KeyValuePair<string, string>> query, Func<string, string?> header, ReadOnlySpan<byte> body)
    {
        var parameters = query.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}");
        var text = new StringBuilder($"{method}\n/\n{string.Join('&', parameters.Order(StringComparer.Ordinal))}\n");
        foreach (var name in SignedHeaders.Order(StringComparer.Ordinal))
        {
            text.Append($"{name}:{header(name)?.Trim()}\n");
        }

        return text.Append($"\n{string.Join(';', SignedHeaders)}\n{Convert.ToHexStringLower(SHA256.HashData(body))}").ToString();
    }

    public static string TextToSign(string canonicalRequest) =>
        $"{Algorithm}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)))}";

    public static string Sign(string text, string accessKeySecret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(accessKeySecret), Encoding.UTF8.GetBytes(text)));
}
