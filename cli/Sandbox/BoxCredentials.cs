using System.Text.Json.Nodes;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>What a client of the sandbox signs in with: one Box app, which takes a keypair and client credentials alike.</summary>
public static class BoxCredentials
{
    public const string ClientId = "sandboxbox0opens0nothing0else042";

    public const string ClientSecret = "SandboxSecretOpensNothingElse042";

    public const string EnterpriseId = "801234";

    public const string PublicKeyId = "sbx0key1";

    /// <summary>The app's settings file with its keypair, as the Developer Console generates it.</summary>
    public static string Keyfile => Settings(SandboxKey.EncryptedPem, SandboxKey.Passphrase, PublicKeyId);

    /// <summary>The app's settings file without a keypair, for client credentials.</summary>
    public static string KeyfileWithoutKey => Settings("", "", "");

    private static string Settings(string privateKey, string passphrase, string publicKeyId) => new JsonObject
    {
        ["boxAppSettings"] = new JsonObject
        {
            ["clientID"] = ClientId,
            ["clientSecret"] = ClientSecret,
            ["appAuth"] = new JsonObject
            {
                ["publicKeyID"] = publicKeyId,
                ["privateKey"] = privateKey,
                ["passphrase"] = passphrase,
            },
        },
        ["enterpriseID"] = EnterpriseId,
    }.ToJsonString();
}
