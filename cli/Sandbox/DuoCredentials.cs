namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>What a client of the sandbox signs in with. The keys open nothing but the sandbox.</summary>
public static class DuoCredentials
{
    public const string IntegrationKey = "DISANDBOX0LOOPBACK42";

    public const string SecretKey = "SandboxSecretOpensNothingElse00000000042";

    /// <summary>The host that a client may sign for, although it talks to the sandbox's address.</summary>
    public const string ApiHostname = "api-5a9db0c5.duosecurity.com";
}
