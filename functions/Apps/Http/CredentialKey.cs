using System.Security.Cryptography;
using System.Text;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>Tells credentials apart without keeping them.</summary>
internal static class CredentialKey
{
    /// <returns>A digest, so that no second copy of a secret stays behind as a key.</returns>
    public static string Of(string service, Credentials credentials, params IEnumerable<string?> more)
    {
        var text = string.Join('\0', [service, .. credentials.Names.Select(name => $"{name}={credentials.Find(name)}"), .. more]);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
