using System.Text.Json;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// The key of a service account, and how it asks for a token on behalf of a user:
/// https://developers.google.com/identity/protocols/oauth2/service-account#httprest
/// </summary>
internal sealed class GSuiteKey
{
    public const string Scope = "https://www.googleapis.com/auth/admin.reports.audit.readonly";

    private const string Grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    // The most that Google takes.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly string clientEmail;
    private readonly string privateKey;
    private readonly string? privateKeyId;
    private readonly Uri tokenAddress;

    private GSuiteKey(JsonElement file)
    {
        clientEmail = Text(file, "client_email") ?? throw new FormatException("client_email is missing");
        privateKey = Text(file, "private_key") ?? throw new FormatException("private_key is missing");
        privateKeyId = Text(file, "private_key_id");
        TokenUri = Text(file, "token_uri") ?? throw new FormatException("token_uri is missing");

        // Whoever gets an assertion can get a token for it.
        tokenAddress = Uri.TryCreate(TokenUri, UriKind.Absolute, out var address) && IsOfGoogle(address)
            ? address
            : throw new FormatException("token_uri names a host that is not Google's, and gets nothing");
    }

    private string TokenUri { get; }

    /// <exception cref="AppException">The stored key file is none, or would have its assertions sent elsewhere.</exception>
    public static GSuiteKey Read(Session session)
    {
        try
        {
            using var file = JsonDocument.Parse(session.Auth["keyfile"]);
            return new GSuiteKey(file.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or FormatException)
        {
            // What the reader of JSON says may quote the key.
            var why = problem is FormatException ? problem.Message : "it is no JSON object";
            throw AppException.Misconfigured(
                $"'{session.Source.App}': the stored keyfile is not the key of a Google service account: {why}; "
                + $"supply the file that Google Cloud gave: {session.Source.UpdateAuth}");
        }
    }

    public HttpRequestMessage RequestToken(Session session, DateTimeOffset now) =>
        new(HttpMethod.Post, session.Url(tokenAddress.Host, tokenAddress.PathAndQuery))
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", Grant),
                new("assertion", session.SignJwt(new Jwt
                {
                    KeyId = privateKeyId,
                    PrivateKey = privateKey,
                    Issuer = clientEmail,
                    Subject = session.Auth["delegation_email"],
                    Audience = TokenUri,
                    IssuedAt = now,
                    Lifetime = Lifetime,
                    Claims = new Dictionary<string, string> { ["scope"] = Scope },
                })),
            ]),
        };

    private static bool IsOfGoogle(Uri address) =>
        address is { IsDefaultPort: true, UserInfo: "" } && address.Scheme == Uri.UriSchemeHttps
        && (address.Host is "accounts.google.com" || address.Host.EndsWith(".googleapis.com", StringComparison.Ordinal));

    private static string? Text(JsonElement file, string name) =>
        file.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
