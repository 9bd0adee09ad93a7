namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>What a client of the sandbox signs in with, besides <see cref="SandboxKey"/>. It opens nothing but the sandbox.</summary>
public static class SalesforceCredentials
{
    public const string ClientId = "3MVG9SandboxOfTheLoopbackAddress0000000000000000000000000000000000000000000000000000";

    public const string ClientSecret = "5A9DB0C55A9DB0C55A9DB0C55A9DB0C55A9DB0C55A9DB0C55A9DB0C55A9DB0C5";

    public const string Username = "integration@sandbox.example";

    public const string Password = "S4ndbox & Loopback = +";

    public const string SecurityToken = "SandboxTokenOfNoUse00042";

    /// <summary>The host of the org's My Domain, which a client may name although it talks to the sandbox's address.</summary>
    public const string Host = "acme--loopback.sandbox.my.salesforce.com";
}
