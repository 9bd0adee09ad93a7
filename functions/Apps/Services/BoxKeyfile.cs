using System.Text.Json;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// The settings file of a Box app: https://developer.box.com/guides/authentication/jwt/jwt-setup. With a private key a token is asked for
/// by JWT, without one by client credentials. Prints nothing of itself.
/// </summary>
internal sealed class BoxKeyfile
{
    private const string Audience = "https://api.box.com/oauth2/token";

    // Box takes no assertion that is good for more than a minute.
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(45);

    private readonly string clientId;
    private readonly string clientSecret;
    private readonly string enterpriseId;
    private readonly string? publicKeyId;
    private readonly string? privateKey;
    private readonly string? passphrase;

    private BoxKeyfile(JsonElement root)
    {
        var settings = root.GetProperty("boxAppSettings");
        clientId = Text(settings, "clientID") ?? throw new KeyNotFoundException();
        clientSecret = Text(settings, "clientSecret") ?? throw new KeyNotFoundException();
        enterpriseId = Text(root, "enterpriseID") ?? throw new KeyNotFoundException();
        if (settings.TryGetProperty("appAuth", out var key) && key.ValueKind == JsonValueKind.Object)
        {
            (publicKeyId, privateKey, passphrase) = (Text(key, "publicKeyID"), Text(key, "privateKey"), Text(key, "passphrase"));
        }
    }

    /// <summary>Whether the app signs in with a keypair.</summary>
    public bool HasKey => privateKey is not null;

    /// <exception cref="AppException">It is no such file.</exception>
    public static BoxKeyfile Read(Session session)
    {
        try
        {
            using var json = JsonDocument.Parse(session.Auth["keyfile"]);
            return new BoxKeyfile(json.RootElement);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Without what the reader says, which may quote the file.
            throw AppException.Misconfigured(
                $"'{session.Source.App}': the stored keyfile is no settings file of a Box app, which is JSON with boxAppSettings.clientID, "
                + $"boxAppSettings.clientSecret and enterpriseID; supply it again: {session.Source.UpdateAuth}");
        }
    }

    /// <summary>The request for a token.</summary>
    /// <param name="address">Where it goes to.</param>
    /// <param name="algorithm">What an assertion is signed with: <c>RS256</c>, <c>RS384</c> or <c>RS512</c>.</param>
    /// <param name="now">When it is made, UTC.</param>
    public HttpRequestMessage Ask(Session session, Uri address, string algorithm, DateTimeOffset now) => new(HttpMethod.Post, address)
    {
        Content = new FormUrlEncodedContent([
            .. HasKey ? ByAssertion(session, algorithm, now) : ByClientCredentials(),
            new("client_id", clientId),
            new("client_secret", clientSecret),
        ]),
    };

    // https://developer.box.com/guides/authentication/jwt/without-sdk
    private KeyValuePair<string, string>[] ByAssertion(Session session, string algorithm, DateTimeOffset now) =>
    [
        new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
        new("assertion", session.SignJwt(new Jwt
        {
            Algorithm = algorithm,
            KeyId = publicKeyId,
            PrivateKey = privateKey!,
            Passphrase = passphrase,
            Issuer = clientId,
            Subject = enterpriseId,
            Audience = Audience,
            IssuedAt = now,
            Lifetime = Lifetime,
            Claims = new Dictionary<string, string> { ["box_sub_type"] = "enterprise", ["jti"] = $"{Guid.NewGuid():n}" },
        })),
    ];

    // https://developer.box.com/guides/authentication/client-credentials
    private KeyValuePair<string, string>[] ByClientCredentials() =>
    [
        new("grant_type", "client_credentials"),
        new("box_subject_type", "enterprise"),
        new("box_subject_id", enterpriseId),
    ];

    // An empty text is none: the Developer Console leaves them so where there is no keypair.
    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value)
        && value is { ValueKind: JsonValueKind.String or JsonValueKind.Number } && value.ToString() is { Length: > 0 } text ? text : null;
}
