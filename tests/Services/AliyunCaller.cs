namespace StreamAlert.Apps.Tests.Services;

/// <summary>ActionTrail apps with credentials of the test's.</summary>
internal static class AliyunCaller
{
    public const string KeyId = "LTAI5tTestTestTestTestTe";
    public const string KeySecret = "hunter2hunter2hunter2hunter2hu";

    public static ServiceCaller Of(Uri? address, TestClock? clock = null, string? securityToken = null) =>
        new("aliyun_actiontrail", address, Auth(securityToken), clock);

    public static IEnumerable<KeyValuePair<string, string>> Auth(string? securityToken = null, string region = "cn-hangzhou") =>
    [
        new("access_key_id", KeyId), new("access_key_secret", KeySecret), new("region_id", region),
        .. securityToken is null ? Array.Empty<KeyValuePair<string, string>>() : [new("security_token", securityToken)],
    ];
}
