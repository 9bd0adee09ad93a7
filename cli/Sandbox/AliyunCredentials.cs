namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>What a client of the sandbox signs in to Aliyun with. The key opens nothing but the sandbox.</summary>
internal static class AliyunCredentials
{
    public const string AccessKeyId = "LTAI5tSandboxSandbox0042";

    public const string AccessKeySecret = "SandboxSecretOpensNothingEls42";

    public const string RegionId = "cn-hangzhou";
}
