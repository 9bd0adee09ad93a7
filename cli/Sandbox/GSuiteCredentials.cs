using System.Text.Json.Nodes;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>What a client of the sandbox signs in to Google with: a service account, for an administrator.</summary>
internal static class GSuiteCredentials
{
    public const string ClientEmail = "reports@sandbox-000042.iam.gserviceaccount.com";

    public const string DelegationEmail = "admin@example.com";

    public const string KeyId = "5a9db0c500000000000000000000000000000042";

    public const string TokenUri = "https://oauth2.googleapis.com/token";

    public const string Scope = "https://www.googleapis.com/auth/admin.reports.audit.readonly";

    /// <summary>The service account's key, as Google Cloud hands it out.</summary>
    public static string KeyFile => new JsonObject
    {
        ["type"] = "service_account",
        ["project_id"] = "sandbox-000042",
        ["private_key_id"] = KeyId,
        ["private_key"] = SandboxKey.Pem,
        ["client_email"] = ClientEmail,
        ["client_id"] = "100000000000000000042",
        ["auth_uri"] = "https://accounts.google.com/o/oauth2/auth",
        ["token_uri"] = TokenUri,
        ["auth_provider_x509_cert_url"] = "https://www.googleapis.com/oauth2/v1/certs",
        ["universe_domain"] = "googleapis.com",
    }.ToJsonString();
}
