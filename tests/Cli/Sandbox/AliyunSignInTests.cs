using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

/// <summary>
/// The vectors of https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism, of
/// https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature, and of the vendor's own SDK for Go.
/// </summary>
public sealed class AliyunSignInTests
{
    [Fact]
    public void Knows_the_older_signature_of_the_documentation() => AssertSigned(
        "GET",
        "GET&%2F&AccessKeyId%3Dtestid%26Action%3DDescribeRegions%26Format%3DXML%26SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3D3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf%26SignatureVersion%3D1.0%26Timestamp%3D2016-02-23T12%253A46%253A24Z%26Version%3D2014-05-26",
        "OLeaidS1JvxuMvnyHOwuJ+uX5qY=",
        Parameters("Version=2014-05-26", "Action=DescribeRegions", "Format=XML", "SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf", "Timestamp=2016-02-23T12:46:24Z", "Signature=not signed"));

    [Theory]
    [InlineData("GET", "rfp/itGd6k77/XiK8E+yrb5NRGk=")]
    [InlineData("POST", "p5eUDoprpfYDPi/w/3hbr3fUy8I=")]
    public void Knows_the_older_signature_of_a_look_up(string method, string signature) => AssertSigned(
        method,
        null,
        signature,
        Parameters(
            "Action=LookupEvents", "StartTime=2024-05-01T00:00:00Z", "EndTime=2024-05-01T01:00:00Z", "MaxResults=50", "Format=JSON",
            "SignatureNonce=9e030f6b-03a2-40f0-a6ba-157d44532fd0", "Timestamp=2024-05-01T01:02:03Z", "Version=2020-07-06"));

    [Fact]
    public void Knows_the_older_signature_of_what_the_original_sent() => AssertSigned(
        "GET",
        null,
        "Qc24G13RpQJgxuc+ZjcF+LmyBoc=",
        Parameters(
            "Action=LookupEvents", "StartTime=2018-07-23T15:42:11Z", "EndTime=2018-07-23T19:28:00Z", "MaxResults=50", "Format=JSON",
            "RegionId=cn-hangzhou", "SignatureType=", "SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf", "Timestamp=2018-07-23T19:28:01Z",
            "Version=2017-12-04"));

    [Fact]
    public void Knows_the_older_signature_of_the_SDK()
    {
        Assert.Equal("m67ZG+f1i1fIJLYNp8smKy7K+9I=", AliyunRpcSignature.Hmac("foo", "secret"));
        Assert.Equal(
            "GET&%2F&key%3Dvalue%26q%3Dhttp%253A%252F%252Fdomain%252F%253Fq%253Dvalue%2526q2%253Dvalue2",
            AliyunRpcSignature.TextToSign("GET", [new("q", "http://domain/?q=value&q2=value2"), new("key", "value")]));
    }

    [Fact]
    public void Knows_the_newer_signature_of_the_documentation()
    {
        const string Names = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
        const string Signature = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0";
        const string Nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        var headers = new Dictionary<string, string>
        {
            ["host"] = "ecs.cn-shanghai.aliyuncs.com",
            ["x-acs-action"] = "RunInstances",
            ["x-acs-content-sha256"] = Nothing,
            ["x-acs-date"] = "2023-10-26T10:22:32Z",
            ["x-acs-signature-nonce"] = "3156853299f313e23d1673dc12e1703d",
            ["x-acs-version"] = "2014-05-26",
        };

        var given = AliyunAcs3Signature.Read($"ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders={Names},Signature={Signature}")!;
        var canonical = given.CanonicalRequest(
            "POST",
            [new("RegionId", "cn-shanghai"), new("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd")],
            name => headers[name],
            []);
        var text = AliyunAcs3Signature.TextToSign(canonical);

        Assert.Equal(("YourAccessKeyId", Signature), (given.AccessKeyId, given.Signature));
        Assert.StartsWith(
            "POST\n/\nImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai\nhost:ecs.cn-shanghai.aliyuncs.com\n",
            canonical);
        Assert.EndsWith($"\nx-acs-version:2014-05-26\n\n{Names}\n{Nothing}", canonical);
        Assert.Equal("ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259", text);
        Assert.Equal(Signature, AliyunAcs3Signature.Sign(text, "YourAccessKeySecret"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer x")]
    [InlineData("ACS3-HMAC-SHA256")]
    [InlineData("ACS3-HMAC-SHA256 Credential=a,Signature=b")]
    [InlineData("ACS3-HMAC-SHA256 SignedHeaders=a,Credential=b,Signature=c")]
    public void Takes_nothing_else_for_a_signature(string authorization) => Assert.Null(AliyunAcs3Signature.Read(authorization));

    private static List<KeyValuePair<string, string>> Parameters(params string[] own) =>
    [
        new("AccessKeyId", "testid"), new("SignatureMethod", "HMAC-SHA1"), new("SignatureVersion", "1.0"),
        .. own.Select(pair => KeyValuePair.Create(pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..])),
    ];

    private static void AssertSigned(string method, string? text, string signature, List<KeyValuePair<string, string>> parameters)
    {
        var signed = AliyunRpcSignature.TextToSign(method, parameters);

        Assert.Equal(text ?? signed, signed);
        Assert.Equal(signature, AliyunRpcSignature.Sign(signed, "testsecret"));
    }
}
