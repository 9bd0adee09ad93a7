using Microsoft.AspNetCore.Http;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Gives tokens for what a service account says of itself and of the user that it speaks for:
/// https://developers.google.com/identity/protocols/oauth2/service-account#httprest
/// </summary>
internal static class GSuiteSignIn
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <exception cref="SandboxRefusal">There is no token for this.</exception>
    public static SandboxReply Answer(SandboxRequest request, SandboxTokens tokens)
    {
        if (!HttpMethods.IsPost(request.Method) || request.Query.Count > 0)
        {
            throw Misunderstood("invalid_request", "Bad Request", "a token is asked for with a POST of a form");
        }

        string Value(string name) =>
            request.Form.Where(field => field.Key == name).Select(field => field.Value).ToArray() is [{ Length: > 0 } one]
                ? one
                : throw Misunderstood("invalid_request", $"Missing required parameter: {name}", $"{name} is missing or repeated");

        if (Value("grant_type") != Grant)
        {
            throw Misunderstood("unsupported_grant_type", $"Invalid grant_type: {Value("grant_type")}", "grant_type is another");
        }

        Check(Value("assertion"), request.Now);
        return SandboxReply.Of(
            200, $$"""{"access_token":"{{tokens.Issue(LongestLife)}}","expires_in":3599,"token_type":"Bearer"}""");
    }

    private static void Check(string assertion, DateTimeOffset now)
    {
        var jwt = Read(assertion);
        if (jwt.Text("iss") != GSuiteCredentials.ClientEmail)
        {
            throw Refused(400, "invalid_grant", "Invalid grant: account not found");
        }

        if (jwt.Header.GetProperty("alg").GetString() != "RS256"
            || (jwt.Header.TryGetProperty("kid", out var kid) && kid.GetString() != GSuiteCredentials.KeyId))
        {
            throw Misunderstood("invalid_grant", "Invalid JWT Signature.", "alg is not RS256, or kid is not the key's");
        }

        if (jwt.Text("aud") != GSuiteCredentials.TokenUri)
        {
            throw Misunderstood("invalid_grant", "Invalid JWT: Failed audience check.", "aud is not the token_uri");
        }

        if (jwt.Time("iat") is not { } issued || jwt.Time("exp") is not { } end || end > issued + LongestLife || end <= issued)
        {
            throw Misunderstood("invalid_grant", Untimely, "exp is not within an hour after iat");
        }

        if (issued > now + Tolerance || end < now)
        {
            throw Refused(400, "invalid_grant", Untimely);
        }

        if (jwt.Text("scope")?.Split(' ') is not { } scopes)
        {
            throw Misunderstood("invalid_scope", "Invalid OAuth scope or ID token audience provided.", "scope is missing");
        }

        if (scopes is not [GSuiteCredentials.Scope])
        {
            throw Refused(401, "unauthorized_client", "Client is unauthorized to retrieve access tokens using this method, "
                + "or client not authorized for any of the scopes requested.");
        }

        if (jwt.Text("sub") != GSuiteCredentials.DelegationEmail)
        {
            throw Refused(400, "invalid_grant", "Invalid email or User ID");
        }
    }

    private static JwtAssertion Read(string assertion)
    {
        try
        {
            return JwtAssertion.Verify(assertion);
        }
        catch (FormatException)
        {
            throw Refused(400, "invalid_grant", "Invalid JWT Signature.");
        }
    }

    private static string Untimely => "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
        + "Check your iat and exp values in the JWT claim.";

    private static SandboxRefusal Refused(int status, string error, string description) =>
        new(GSuiteRefusal.OfToken(status, error, description));

    private static SandboxRefusal Misunderstood(string error, string description, string why) =>
        new(GSuiteRefusal.OfToken(400, error, description), why);
}
