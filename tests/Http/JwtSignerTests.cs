using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Http;

public sealed class JwtSignerTests
{
    private static readonly RSA Key = RSA.Create(2048);
    private static readonly LogSource Source = new("my_app", "f", "prod", "box", "box_admin_events", "box:admin_events");

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public void Says_what_it_was_told_and_is_signed_with_the_key(string algorithm)
    {
        var parts = JwtSigner.Sign(Order(Key.ExportPkcs8PrivateKeyPem(), algorithm: algorithm), Source).Split('.');

        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        Assert.Equal((algorithm, "JWT", "key1"), (header.GetProperty("alg").GetString(), header.GetProperty("typ").GetString(), header.GetProperty("kid").GetString()));
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
        Assert.Equal(
            ["aud=https://v.example/token", "exp=1714521645", "iat=1714521600", "iss=me", "scope=a b", "sub=ann@example.com"],
            claims.EnumerateObject().Select(claim => $"{claim.Name}={claim.Value}").Order(StringComparer.Ordinal));
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");
        Assert.True(Key.VerifyData(signed, Base64Url.DecodeFromChars(parts[2]), hash, RSASignaturePadding.Pkcs1));
    }

    [Fact]
    public void Opens_keys_in_all_their_forms()
    {
        var encrypted = Key.ExportEncryptedPkcs8PrivateKeyPem("phrase", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        var old = Key.ExportEncryptedPkcs8PrivateKeyPem("phrase", new PbeParameters(PbeEncryptionAlgorithm.TripleDes3KeyPkcs12, HashAlgorithmName.SHA1, 1000));

        Assert.NotEmpty(JwtSigner.Sign(Order(encrypted, "phrase"), Source));
        Assert.NotEmpty(JwtSigner.Sign(Order(old, "phrase"), Source));
        Assert.NotEmpty(JwtSigner.Sign(Order(Key.ExportRSAPrivateKeyPem()), Source));
        Assert.NotEmpty(JwtSigner.Sign(Order(Key.ExportPkcs8PrivateKeyPem(), ""), Source));
    }

    [Fact]
    public void Says_what_to_do_about_a_key_that_cannot_be_used_and_nothing_of_the_key()
    {
        var encrypted = Key.ExportEncryptedPkcs8PrivateKeyPem("phrase", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        foreach (var order in new[] { Order("hunter2"), Order(encrypted, "hunter2"), Order(encrypted), Order("") })
        {
            var refusal = Assert.Throws<AppException>(() => JwtSigner.Sign(order, Source));

            Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
            Assert.StartsWith("'my_app': the private key of the credentials cannot be used", refusal.Message);
            Assert.EndsWith("apps-cli update-auth --cluster prod --name my_app", refusal.Message);
            Assert.DoesNotContain("hunter2", refusal.ToString());
            Assert.Null(refusal.InnerException);
        }
    }

    private static Jwt Order(string key, string? passphrase = null, string algorithm = "RS256") => new()
    {
        Algorithm = algorithm,
        KeyId = "key1",
        PrivateKey = key,
        Passphrase = passphrase,
        Issuer = "me",
        Subject = "ann@example.com",
        Audience = "https://v.example/token",
        IssuedAt = DateTimeOffset.FromUnixTimeSeconds(1714521600),
        Lifetime = TimeSpan.FromSeconds(45),
        Claims = new Dictionary<string, string> { ["scope"] = "a b" },
    };
}
