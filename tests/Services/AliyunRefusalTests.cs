using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class AliyunRefusalTests
{
    private const string Now = "Date: Sun, 29 Mar 2026 12:00:02 GMT";

    [Theory]
    [InlineData(400, "SignatureDoesNotMatch", "refused the signature", "check that access_key_secret belongs to access_key_id")]
    [InlineData(400, "IncompleteSignature", "could not check the signature", "no proxy changes headers")]
    [InlineData(404, "InvalidAccessKeyId.NotFound", "does not know the access key", "check access_key_id")]
    [InlineData(403, "InvalidAccessKeyId.Inactive", "the access key is disabled", "enable it in the RAM console")]
    [InlineData(400, "InvalidAccessKeyId", "does not know the access key", "check access_key_id")]
    [InlineData(400, "InvalidSecurityToken.Expired", "no longer valid", "supply access_key_id, access_key_secret and security_token again")]
    [InlineData(400, "InvalidSecurityToken.Malformed", "not complete", "a RAM user's key")]
    [InlineData(400, "MissingSecurityToken", "not complete", "security_token")]
    [InlineData(403, "Forbidden.RAM", "does not let it read events", "actiontrail:LookupEvents")]
    [InlineData(403, "NoPermission", "does not let it read events", "AliyunActionTrailReadOnlyAccess")]
    [InlineData(403, "SomethingNew", "does not let these credentials read this log (HTTP 403)", "check what they may read")]
    public async Task Of_credentials_are_told_apart(int status, string code, string what, string advice)
    {
        await using var vendor = await ScriptedVendor.StartAsync(Refusal(status, code));
        using var caller = AliyunCaller.Of(vendor.Address, securityToken: "CAIShunter2hunter2hunter2");

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains(what, refusal.Message);
        Assert.Contains(advice, refusal.Message);
        Assert.DoesNotContain("string to sign", refusal.Message);
        Assert.Single(vendor.Requests);
    }

    [Theory]
    [InlineData("Sun, 29 Mar 2026 12:00:02 GMT", "is off")]
    [InlineData("Sun, 29 Mar 2026 11:40:00 GMT", "is 20 minutes ahead of Aliyun's")]
    [InlineData("Sun, 29 Mar 2026 12:16:00 GMT", "is 16 minutes behind Aliyun's")]
    public async Task Of_the_date_are_the_clocks_fault(string date, string what)
    {
        await using var vendor = await ScriptedVendor.StartAsync(Refusal(400, "InvalidTimeStamp.Expired", $"Date: {date}"));
        using var caller = AliyunCaller.Of(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Equal(
            $"'my_app': Aliyun refused the request's date (InvalidTimeStamp.Expired): this machine's clock {what}; set the clock (NTP), then run again",
            refusal.Message);
    }

    [Theory]
    [InlineData(400, "Throttling")]
    [InlineData(400, "Throttling.User")]
    [InlineData(429, "Throttling.Api")]
    [InlineData(503, "Throttling")]
    public async Task For_too_many_requests_are_waited_for_whatever_their_status(int status, string code)
    {
        await using var vendor = await ScriptedVendor.StartAsync(Refusal(status, code), ScriptedVendor.Json("""{"Events":[]}"""));
        using var caller = AliyunCaller.Of(vendor.Address);

        // With a page token as well, it is not the token that was refused.
        using var page = await caller.GatherAsync(1000, 2000, "x");
        Assert.False(page.TokenExpired);
        Assert.Contains(caller.Log.Lines, line => line.Contains($"'my_app': Aliyun wants fewer requests ({code})"));
    }

    [Fact]
    public async Task Of_a_nonce_are_mended_with_another()
    {
        await using var vendor = await ScriptedVendor.StartAsync(Refusal(400, "SignatureNonceUsed"), ScriptedVendor.Json("""{"Events":[]}"""));
        using var caller = AliyunCaller.Of(vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000, "x");

        Assert.False(page.TokenExpired);
        Assert.Equal(2, vendor.Requests.Select(request => request.Headers["x-acs-signature-nonce"]).Distinct().Count());
    }

    [Theory]
    [InlineData(400, "hunter2 was; here", "did not accept the request (HTTP 400)")]
    [InlineData(429, "SomethingNew", "wants fewer requests (HTTP 429)")]
    [InlineData(500, "InternalError", "failed (HTTP 500)")]
    public async Task Have_the_common_meaning_where_nothing_better_is_known(int status, string code, string what)
    {
        await using var vendor = await ScriptedVendor.StartAsync(Refusal(status, code));
        using var caller = AliyunCaller.Of(vendor.Address);

        Assert.Contains(what, (await caller.RefusalAsync()).Message);
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Refusal(int status, string code, string date = Now) =>
        ScriptedVendor.Status(
            status,
            $$"""{"RequestId":"FD79665A","HostId":"actiontrail.cn-hangzhou.aliyuncs.com","Code":"{{code}}","Message":"server string to sign is: GET&hunter2"}""",
            date);
}
