using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>Signs JSON Web Tokens with an RSA key: https://www.rfc-editor.org/rfc/rfc7519</summary>
internal static class JwtSigner
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <exception cref="AppException">The key is none, or does not open with the passphrase.</exception>
    public static string Sign(Jwt jwt, LogSource source)
    {
        using var rsa = RSA.Create();
        try
        {
            Open(rsa, jwt);
            return Handler.CreateToken(new SecurityTokenDescriptor
            {
                Issuer = jwt.Issuer,
                Audience = jwt.Audience,
                IssuedAt = jwt.IssuedAt.UtcDateTime,
                Expires = (jwt.IssuedAt + jwt.Lifetime).UtcDateTime,
                Claims = jwt.Claims.Select(claim => KeyValuePair.Create(claim.Key, (object)claim.Value))
                    .Append(new("sub", jwt.Subject)).ToDictionary(),

                // The key ends with this call, and must not be found in a cache afterwards.
                SigningCredentials = new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = jwt.KeyId }, jwt.Algorithm)
                {
                    CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
                },
            });
        }
        catch (Exception problem) when (problem is ArgumentException or CryptographicException)
        {
            // Without what the library says, which may quote the key.
            throw AppException.Misconfigured(
                $"'{source.App}': the private key of the credentials cannot be used: it must be an RSA key in PEM"
                + $"{(jwt.Passphrase is null ? ", not encrypted" : ", and the passphrase its own")}; supply it again: {source.UpdateAuth}");
        }
    }

    private static void Open(RSA rsa, Jwt jwt)
    {
        if (jwt.Passphrase is { Length: > 0 } passphrase && jwt.PrivateKey.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            rsa.ImportFromEncryptedPem(jwt.PrivateKey, passphrase);
        }
        else
        {
            rsa.ImportFromPem(jwt.PrivateKey);
        }
    }
}
