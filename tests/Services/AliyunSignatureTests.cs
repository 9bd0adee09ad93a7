using System.Globalization;
using StreamAlert.Apps.Services;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>
/// The vector that Aliyun publishes:
/// https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
/// </summary>
public sealed class AliyunSignatureTests
{
    private const string Query = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai";
    private const string Names = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
    private const string Signature = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0";

    private static readonly SortedDictionary<string, string> Headers = new(StringComparer.Ordinal)
    {
        ["x-acs-version"] = "2014-05-26",
        ["x-acs-signature-nonce"] = "3156853299f313e23d1673dc12e1703d",
        ["x-acs-date"] = " 2023-10-26T10:22:32Z ",
        ["x-acs-content-sha256"] = AliyunSignature.HashOfNothing,
        ["x-acs-action"] = "RunInstances",
        ["host"] = "ecs.cn-shanghai.aliyuncs.com",
    };

    [Fact]
    public void Is_that_of_the_documentation()
    {
        var canonical = AliyunSignature.CanonicalRequest("POST", Query, Headers);
        var signed = AliyunSignature.StringToSign(canonical);

        Assert.Equal(
            $"""
            POST
            /
            {Query}
            host:ecs.cn-shanghai.aliyuncs.com
            x-acs-action:RunInstances
            x-acs-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            x-acs-date:2023-10-26T10:22:32Z
            x-acs-signature-nonce:3156853299f313e23d1673dc12e1703d
            x-acs-version:2014-05-26

            {Names}
            e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            """,
            canonical);
        Assert.Equal("ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259", signed);
        Assert.Equal(Signature, AliyunSignature.Sign(signed, "YourAccessKeySecret"));
        Assert.Equal(
            $"ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders={Names},Signature={Signature}",
            AliyunSignature.Authorization("YourAccessKeyId", Headers, Signature));
    }

    [Fact]
    public void Escapes_and_sorts_parameters_as_Aliyun_does()
    {
        Assert.Equal(Query, AliyunSignature.CanonicalQuery(
            [new("RegionId", "cn-shanghai"), new("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd")]));
        Assert.Equal(
            "A=%20%2A~-_.%2B%2F%3D%26%3A&a=%E6%9D%AD", AliyunSignature.CanonicalQuery([new("a", "杭"), new("A", " *~-_.+/=&:")]));
        Assert.Equal("", AliyunSignature.CanonicalQuery([]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("CAISexample/of+a+temporary+token==")]
    public async Task Of_a_request_for_events_covers_all_that_it_says(string? securityToken)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(500), ScriptedVendor.Json("""{"Events":[]}"""));
        var clock = new TestClock(DateTimeOffset.Parse("2024-05-01T01:02:03Z", CultureInfo.InvariantCulture));
        using var caller = AliyunCaller.Of(vendor.Address, clock, securityToken);
        using var page = await caller.GatherAsync(1714521600, 1714525200, "a+b/c=");

        var (first, second) = (vendor.Requests.First(), vendor.Requests.Last());
        Assert.Equal("2024-05-01T01:02:03Z", first.Headers["x-acs-date"]);
        foreach (var request in vendor.Requests)
        {
            string[] signed = [.. request.Headers.Keys.Where(name => name.StartsWith("x-acs-", StringComparison.Ordinal)), "host"];
            var headers = new SortedDictionary<string, string>(signed.ToDictionary(name => name, name => request.Headers[name]), StringComparer.Ordinal);
            var text = AliyunSignature.StringToSign(AliyunSignature.CanonicalRequest("GET", request.Target[2..], headers));

            Assert.Equal(
                AliyunSignature.Authorization(AliyunCaller.KeyId, headers, AliyunSignature.Sign(text, AliyunCaller.KeySecret)),
                request.Headers["Authorization"]);
            Assert.Equal(("LookupEvents", "2020-07-06"), (request.Headers["x-acs-action"], request.Headers["x-acs-version"]));
            Assert.Equal(securityToken, request.Headers.GetValueOrDefault("x-acs-security-token"));
            Assert.Equal(32, request.Headers["x-acs-signature-nonce"].Length);
            Assert.Equal(vendor.Address.Authority, request.Headers["Host"]);
        }

        // Tried again later, with a date, a nonce and a signature of its own.
        Assert.NotEqual(first.Headers["x-acs-date"], second.Headers["x-acs-date"]);
        Assert.NotEqual(first.Headers["x-acs-signature-nonce"], second.Headers["x-acs-signature-nonce"]);
        Assert.NotEqual(first.Headers["Authorization"], second.Headers["Authorization"]);
    }
}
