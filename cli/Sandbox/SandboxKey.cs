using System.Security.Cryptography;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// The private key of credentials that are one: RSA, 2048 bits, generated when it is first asked for, and gone with the process. It opens
/// nothing but the sandbox.
/// </summary>
public static class SandboxKey
{
    private static readonly Lazy<RSA> Key = new(() => RSA.Create(2048));

    private static readonly Lazy<string> EncryptedText = new(() => Key.Value.ExportEncryptedPkcs8PrivateKeyPem(
        Passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2048)));

    /// <summary>PKCS#8 in PEM, not encrypted: lines that end in a line feed, the last one too.</summary>
    public static string Pem => $"{Key.Value.ExportPkcs8PrivateKeyPem()}\n";

    /// <summary>PKCS#8 in PEM, encrypted with <see cref="Passphrase"/>.</summary>
    public static string EncryptedPem => $"{EncryptedText.Value}\n";

    /// <summary>32 hexadecimal digits.</summary>
    public static string Passphrase { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Whether the key signed the data, with the padding of PKCS#1.</summary>
    public static bool Verify(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature, HashAlgorithmName hash) =>
        Key.Value.VerifyData(data, signature, hash, RSASignaturePadding.Pkcs1);
}
