using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Aliyun's older signature of a request, version 1.0 of the RPC style: a parameter among the others, HMAC-SHA1 in base64.
/// https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism
/// </summary>
internal static class AliyunRpcSignature
{
    /// <summary>What is signed: the method, the path, and all parameters but the signature, of query and form.</summary>
    public static string TextToSign(string method, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var canonical = string.Join('&', parameters
            .Where(parameter => parameter.Key != "Signature")
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
        return $"{method}&{Uri.EscapeDataString("/")}&{Uri.EscapeDataString(canonical)}";
    }

    public static string Sign(string text, string accessKeySecret) => Hmac(text, $"{accessKeySecret}&");

    [SuppressMessage("Security", "CA5350", Justification = "The older signature is SHA-1.")]
    public static string Hmac(string text, string key) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
}
