using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class DuoSignatureTests
{
    private const string DocumentedSecret = "Zh5eGmUq9zpfQnyUIu5OL9iWoMMv5ZNmk3zLJ4Ep";

    [Theory]
    [InlineData("2d97d6166319781b5a3a07af39d366f491234edc")]
    [InlineData("1bffb8924348f7db7da9e7d7d749ded93aafd02d8e904960da7b96c57510220185a64a2827ee8f24ac5d30802a9ee97e59de44b304b18242f0d596d15a8122af")]
    public void Is_the_one_that_the_vendor_documents(string signature)
    {
        var parameters = DuoSignature.Canonical([new("username", "root"), new("realname", "First Last")]);
        var text = DuoSignature.TextToSign(
            "Tue, 21 Aug 2012 17:29:18 -0000", "POST", "api-XXXXXXXX.duosecurity.com", "/accounts/v1/account/list", parameters);

        Assert.True(DuoSignature.Matches(signature, text, DocumentedSecret));
        Assert.False(DuoSignature.Matches(signature, text + " ", DocumentedSecret));
        Assert.False(DuoSignature.Matches(signature[1..], text, DocumentedSecret));
        Assert.False(DuoSignature.Matches(signature.ToUpperInvariant(), text, DocumentedSecret));
    }

    [Fact]
    public void Encodes_all_but_unreserved_characters() => Assert.Equal(
        "k=%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E_%60%7B%7C%7D~%20%C3%BC",
        DuoSignature.Canonical([new("k", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ü")]));

    [Fact]
    public void Sorts_parameters_by_name_and_then_by_value() => Assert.Equal(
        "foo=1&foo=2&foo_bar=0",
        DuoSignature.Canonical([new("foo_bar", "0"), new("foo", "2"), new("foo", "1")]));
}
