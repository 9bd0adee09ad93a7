using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StreamAlert.Apps.Tests.Http;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>Google Workspace apps with credentials of the test's.</summary>
internal static class GSuiteCaller
{
    public const string TokenUri = "https://oauth2.googleapis.com/token";

    public static RSA Key { get; } = RSA.Create(2048);

    /// <summary>The vendor's answer to a request for a token.</summary>
    public static Func<HttpContext, Task> Token { get; } =
        ScriptedVendor.Json("""{"access_token":"ya29.a0AfH6SMBx","expires_in":3599,"token_type":"Bearer"}""");

    public static ServiceCaller Of(string type, Uri? address, TestClock? clock = null, string tokenUri = TokenUri) =>
        new(type, address, Auth(tokenUri), clock);

    public static IEnumerable<KeyValuePair<string, string>> Auth(string tokenUri = TokenUri) =>
        [new("keyfile", KeyFile(tokenUri).ToJsonString()), new("delegation_email", "admin@example.com")];

    /// <summary>As Google hands it out.</summary>
    public static JsonObject KeyFile(string tokenUri = TokenUri) => new()
    {
        ["type"] = "service_account",
        ["project_id"] = "my-project",
        ["private_key_id"] = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
        ["private_key"] = $"{Key.ExportPkcs8PrivateKeyPem()}\n",
        ["client_email"] = "reports@my-project.iam.gserviceaccount.com",
        ["client_id"] = "110000000000000000001",
        ["auth_uri"] = "https://accounts.google.com/o/oauth2/auth",
        ["token_uri"] = tokenUri,
        ["auth_provider_x509_cert_url"] = "https://www.googleapis.com/oauth2/v1/certs",
        ["universe_domain"] = "googleapis.com",
    };
}
