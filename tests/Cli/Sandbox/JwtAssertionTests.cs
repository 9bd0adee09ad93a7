using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class JwtAssertionTests
{
    private const string Claims = """{"iss":"me","exp":1700000000,"list":[]}""";

    [Theory]
    [InlineData("RS256", "SHA256")]
    [InlineData("RS384", "SHA384")]
    [InlineData("RS512", "SHA512")]
    public void Tells_what_the_client_signed(string algorithm, string hash)
    {
        var assertion = JwtAssertion.Verify(Signed($$"""{"alg":"{{algorithm}}","kid":"one"}""", Claims, hash));

        Assert.Equal("one", assertion.Header.GetProperty("kid").GetString());
        Assert.Equal("me", assertion.Text("iss"));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), assertion.Time("exp"));
        Assert.Null(assertion.Text("exp"));
        Assert.Null(assertion.Text("sub"));
        Assert.Null(assertion.Time("iss"));
    }

    [Theory]
    [InlineData("""{"alg":"none"}""", Claims)]
    [InlineData("""{"alg":"HS256"}""", Claims)]
    [InlineData("""{"alg":"RS512"}""", Claims)]
    [InlineData("""{"alg":256}""", Claims)]
    [InlineData("""{}""", Claims)]
    [InlineData("""[]""", Claims)]
    [InlineData("""{"alg":"RS256"}""", "no JSON")]
    [InlineData("""{"alg":"RS256"}""", "\"text\"")]
    public void Refuses_what_is_no_assertion_of_a_kind_that_it_knows(string header, string claims) =>
        Assert.Throws<FormatException>(() => JwtAssertion.Verify(Signed(header, claims, "SHA256")));

    [Fact]
    public void Refuses_what_was_changed_cut_off_or_signed_by_another()
    {
        var good = Signed("""{"alg":"RS256"}""", Claims, "SHA256");
        var parts = good.Split('.');
        using var foreign = RSA.Create(2048);
        var forged = Base64Url.EncodeToString(
            foreign.SignData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var changed = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Claims.Replace("me", "you", StringComparison.Ordinal)));

        foreach (var bad in new[] { "", "a.b", $"{parts[0]}.{parts[1]}.", $"{parts[0]}.{parts[1]}.{forged}", $"{parts[0]}.{changed}.{parts[2]}", good + "==" })
        {
            Assert.Throws<FormatException>(() => JwtAssertion.Verify(bad));
        }
    }

    private static string Signed(string header, string claims, string hash)
    {
        using var key = RSA.Create();
        key.ImportFromPem(SandboxKey.Pem);
        var text = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(text), new HashAlgorithmName(hash), RSASignaturePadding.Pkcs1);
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }
}
