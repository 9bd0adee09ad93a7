using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StreamAlert.Apps.Services;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>The vectors that Duo's documentation and its own clients publish.</summary>
public sealed class DuoSignatureTests
{
    private const string ClientsKey = "gtdfxv9YgVBYcF6dl2Eq17KUQJN2PLM2ODVTkvoT";

    [Fact]
    public void Is_that_of_the_documentation() => AssertSigned(
        DuoApp.StringToSign(
            "Tue, 21 Aug 2012 17:29:18 -0000", "POST", "api-XXXXXXXX.duosecurity.com", "/accounts/v1/account/list",
            DuoApp.CanonicalParameters([new("username", "root"), new("realname", "First Last")])),
        "Zh5eGmUq9zpfQnyUIu5OL9iWoMMv5ZNmk3zLJ4Ep",
        "2d97d6166319781b5a3a07af39d366f491234edc",
        "1bffb8924348f7db7da9e7d7d749ded93aafd02d8e904960da7b96c57510220185a64a2827ee8f24ac5d30802a9ee97e59de44b304b18242f0d596d15a8122af");

    [Fact]
    public void Is_that_of_the_clients_in_any_script() => AssertSigned(
        DuoApp.StringToSign("Fri, 07 Dec 2012 17:18:00 -0000", "PoSt", "foO.BAr52.cOm", "/Foo/BaR2/qux", DuoApp.CanonicalParameters(
        [
            new("\u469a\u287b\u35d0\u8ef3\u6727\u502a\u0810\ud091\u00c8\uc170", "\u0f45\u1a76\u341a\u654c\uc23f\u9b09\uabe2\u8343\u1b27\u60d0"),
            new("\u7449\u7e4b\uccfb\u59ff\ufe5f\u83b7\uadcc\u900c\ucfd1\u7813", "\u8db7\u5022\u92d3\u42ef\u207d\u8730\uacfe\u5617\u0946\u4e30"),
            new("\u7470\u9314\u901c\u9eae\u40d8\u4201\u82d8\u8c70\u1d31\ua042", "\u17d9\u0ba8\u9358\uaadf\ua42a\u48be\ufb96\u6fe9\ub7ff\u32f3"),
            new("\uc2c5\u2c1d\u2620\u3617\u96b3F\u8605\u20e8\uac21\u5934", "\ufba9\u41aa\ubd83\u840b\u2615\u3e6e\u652d\ua8b5\ud56bU"),
        ])),
        ClientsKey,
        "f01811cbbf9561623ab45b893096267fd46a5178",
        "0508065035a03b2a1de2f453e629e791d180329e157f65df6b3e0f08299d4321e1c5c7a7c7ee6b9e5fc80d1fb6fbf3ad5eb7c44dd3b3985a02c37aca53ec3698");

    [Fact]
    public void Escapes_and_sorts_parameters_as_the_clients_do()
    {
        const string Punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
        const string Escaped = "%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E_%60%7B%7C%7D~";

        Assert.Equal("realname=First%20Last", DuoApp.CanonicalParameters([new("realname", "First Last")]));
        Assert.Equal($"{Escaped}={Escaped}", DuoApp.CanonicalParameters([new(Punctuation, Punctuation)]));
        Assert.Equal("foo=1&foo=2&foo_bar=2", DuoApp.CanonicalParameters([new("foo_bar", "2"), new("foo", "2"), new("foo", "1")]));
        Assert.Equal("", DuoApp.CanonicalParameters([]));
    }

    [Fact]
    public async Task Of_a_request_for_logs_is_what_Duo_expects()
    {
        const string Signature = "023e4f1c396de1a228834a1c04f385993e3d49448963faf34d80389b1ce2a31c4fee09bb50f08e7624294a5812795ed2c5225be53f02401c58715700e29351c0";
        const string Canonical = "limit=1000&maxtime=1714525200000&mintime=1714521600000&next_offset=1714522000000%2C5bea1c1e-682c-4f1d-b3f0-75fd31385bd5&sort=ts%3Aasc";
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(500), ScriptedVendor.Json("{}"));
        var clock = new TestClock(DateTimeOffset.Parse("2024-05-01T01:02:03Z", CultureInfo.InvariantCulture));
        using var caller = DuoCaller.Of("duo_auth", vendor.Address, clock, "abcdefghijklmnopqrstuvwxyz0123456789ABCD");
        using var answer = await caller.Session.GetAsync(caller.Session.Url("x", $"/admin/v2/logs/authentication?{Canonical}"), CancellationToken.None);

        var (first, second) = (vendor.Requests.First(), vendor.Requests.Last());
        Assert.Equal($"/admin/v2/logs/authentication?{Canonical}", first.Target);
        Assert.Equal("Wed, 01 May 2024 01:02:03 -0000", first.Headers["Date"]);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"DIABCDEFGHIJKLMNOPQR:{Signature}"))}", first.Headers["Authorization"]);

        // Tried again later, with a date and a signature of its own.
        Assert.NotEqual(first.Headers["Date"], second.Headers["Date"]);
        Assert.NotEqual(first.Headers["Authorization"], second.Headers["Authorization"]);
    }

    private static void AssertSigned(string text, string key, string sha1, string sha512)
    {
        var (secret, signed) = (Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text));
#pragma warning disable CA5350 // Duo's older vectors are SHA-1.
        Assert.Equal(sha1, Convert.ToHexStringLower(HMACSHA1.HashData(secret, signed)));
#pragma warning restore CA5350
        Assert.Equal(sha512, Convert.ToHexStringLower(HMACSHA512.HashData(secret, signed)));
    }
}
