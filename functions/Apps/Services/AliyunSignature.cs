using System.Security.Cryptography;
using System.Text;

namespace StreamAlert.Apps.Services;

/// <summary>
/// Aliyun's signature ACS3-HMAC-SHA256 of requests in the style of RPC, whose path is always <c>/</c>:
/// https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
/// </summary>
internal static class AliyunSignature
{
    /// <summary>The SHA-256 of a body without bytes.</summary>
    public const string HashOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private const string Algorithm = "ACS3-HMAC-SHA256";

    /// <summary>Parameters sorted and escaped, both as they are signed and as they are sent.</summary>
    public static string CanonicalQuery(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    /// <summary>What is hashed: the request, line by line.</summary>
    /// <param name="headers">What is signed, <c>x-acs-content-sha256</c> included; names in lower case.</param>
    public static string CanonicalRequest(string method, string canonicalQuery, SortedDictionary<string, string> headers) => string.Join(
        '\n',
        [
            method, "/", canonicalQuery, .. headers.Select(header => $"{header.Key}:{header.Value.Trim()}"), "", SignedHeaders(headers),
            headers["x-acs-content-sha256"],
        ]);

    public static string StringToSign(string canonicalRequest) =>
        $"{Algorithm}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalRequest)))}";

    public static string Sign(string stringToSign, string accessKeySecret) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(accessKeySecret), Encoding.UTF8.GetBytes(stringToSign)));

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    public static string Authorization(string accessKeyId, SortedDictionary<string, string> headers, string signature) =>
        $"{Algorithm} Credential={accessKeyId},SignedHeaders={SignedHeaders(headers)},Signature={signature}";

    private static string SignedHeaders(SortedDictionary<string, string> headers) => string.Join(';', headers.Keys);
}
