namespace StreamAlert.Apps.Contract;

/// <summary>What a signed JSON Web Token is to say, and the key that signs it. Prints nothing of the key.</summary>
public sealed class Jwt
{
    /// <summary><c>RS256</c>, <c>RS384</c> or <c>RS512</c>.</summary>
    public string Algorithm { get; init; } = "RS256";

    /// <summary><c>kid</c>; null for a header without one.</summary>
    public string? KeyId { get; init; }

    /// <summary>An RSA key in PEM: PKCS#8, encrypted or not, or PKCS#1.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>What an encrypted key is opened with; null for a key that is not encrypted.</summary>
    public string? Passphrase { get; init; }

    /// <summary><c>iss</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary><c>sub</c>.</summary>
    public required string Subject { get; init; }

    /// <summary><c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary><c>iat</c>, UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary><c>exp</c> is so much after <c>iat</c>.</summary>
    public required TimeSpan Lifetime { get; init; }

    /// <summary>Further claims by name, such as <c>scope</c>.</summary>
    public IReadOnlyDictionary<string, string> Claims { get; init; } = new Dictionary<string, string>();
}
