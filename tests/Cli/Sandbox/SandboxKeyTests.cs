using System.Security.Cryptography;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class SandboxKeyTests
{
    [Fact]
    public void Is_the_same_key_with_and_without_a_passphrase()
    {
        using var plain = RSA.Create();
        using var encrypted = RSA.Create();
        plain.ImportFromPem(SandboxKey.Pem);
        encrypted.ImportFromEncryptedPem(SandboxKey.EncryptedPem, SandboxKey.Passphrase);

        Assert.Equal(2048, plain.KeySize);
        Assert.Equal(plain.ExportPkcs8PrivateKey(), encrypted.ExportPkcs8PrivateKey());
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----\n", SandboxKey.Pem, StringComparison.Ordinal);
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n", SandboxKey.EncryptedPem, StringComparison.Ordinal);
        Assert.ThrowsAny<CryptographicException>(() => encrypted.ImportFromEncryptedPem(SandboxKey.EncryptedPem, "another"));
    }

    [Fact]
    public void Knows_its_own_signatures_only()
    {
        using var own = RSA.Create();
        using var foreign = RSA.Create(2048);
        own.ImportFromPem(SandboxKey.Pem);
        byte[] data = [1, 2, 3];

        Assert.True(SandboxKey.Verify(data, own.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256));
        Assert.False(SandboxKey.Verify(data, foreign.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256));
    }
}
