using System.Globalization;
using System.Text.Json;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Gives tokens to those who sign in with a JWT, with a password, or as an app by itself.
/// https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flows.htm
/// </summary>
internal static class SalesforceAccess
{
    private const string Org = "00D5g000004SAND";
    private static readonly TimeSpan LongestAssertion = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Session = TimeSpan.FromHours(2);

    /// <exception cref="SandboxRefusal">Salesforce would give no token.</exception>
    public static SandboxReply Give(SandboxRequest request, SandboxTokens tokens)
    {
        if (request.Method != "POST" || request.Query.Count > 0)
        {
            throw new SandboxRefusal(SalesforceRefusal.OfToken("invalid_request", "must use HTTP POST"), "a token is asked for by POST");
        }

        switch (Form(request, "grant_type"))
        {
            case "client_credentials":
                CheckClient(request);
                break;
            case "password":
                CheckClient(request);
                Check(Form(request, "username") == SalesforceCredentials.Username
                    && Form(request, "password") == SalesforceCredentials.Password + SalesforceCredentials.SecurityToken);
                break;
            case "urn:ietf:params:oauth:grant-type:jwt-bearer":
                CheckAssertion(Form(request, "assertion") ?? "", request.Now);
                break;
            default:
                throw new SandboxRefusal(
                    SalesforceRefusal.OfToken("unsupported_grant_type", "grant type not supported"), "grant_type is none that is known");
        }

        var reply = new SandboxReply();
        using var json = new Utf8JsonWriter(reply.Body);
        json.WriteStartObject();
        json.WriteString("access_token"u8, $"{Org}!{tokens.Issue(Session)}");
        json.WriteString("instance_url"u8, $"https://{SalesforceCredentials.Host}");
        json.WriteString("id"u8, $"https://test.salesforce.com/id/{Org}EAI/0055g000004SANDAAW");
        json.WriteString("token_type"u8, "Bearer"u8);
        json.WriteString("issued_at"u8, request.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        json.WriteString("signature"u8, "c2FuZGJveCBzYW5kYm94IHNhbmRib3ggc2FuZGJveCE="u8);
        json.WriteEndObject();
        return reply;
    }

    /// <exception cref="SandboxRefusal">The request has no token that is known.</exception>
    public static void CheckToken(SandboxRequest request, SandboxTokens tokens)
    {
        if (request.Bearer?.Split('!') is not [Org, var token] || !tokens.Check(token))
        {
            throw new SandboxRefusal(SalesforceRefusal.NoSession);
        }
    }

    private static void CheckClient(SandboxRequest request)
    {
        if (Form(request, "client_id") != SalesforceCredentials.ClientId)
        {
            throw new SandboxRefusal(SalesforceRefusal.OfToken("invalid_client_id", "client identifier invalid"));
        }

        if (Form(request, "client_secret") != SalesforceCredentials.ClientSecret)
        {
            throw new SandboxRefusal(SalesforceRefusal.OfToken("invalid_client", "invalid client credentials"));
        }
    }

    private static void CheckAssertion(string assertion, DateTimeOffset now)
    {
        try
        {
            var jwt = JwtAssertion.Verify(assertion);
            if (jwt.Text("iss") != SalesforceCredentials.ClientId)
            {
                throw new SandboxRefusal(SalesforceRefusal.OfToken("invalid_client_id", "client identifier invalid"));
            }

            Check(jwt.Text("sub") == SalesforceCredentials.Username, "user hasn't approved this consumer");
            Check(
                jwt.Text("aud") is $"https://{SalesforceCredentials.Host}" or "https://test.salesforce.com",
                "audience is invalid");
            Check(jwt.Time("exp") is { } end && end > now && end <= now + LongestAssertion, "token expired");
        }
        catch (FormatException problem)
        {
            throw new SandboxRefusal(SalesforceRefusal.OfToken("invalid_grant", "invalid assertion"), problem.Message);
        }
    }

    private static void Check(bool isRight, string why = "authentication failure")
    {
        if (!isRight)
        {
            throw new SandboxRefusal(SalesforceRefusal.OfToken("invalid_grant", why));
        }
    }

    // What is there twice is as good as missing.
    private static string? Form(SandboxRequest request, string name) =>
        request.Form.Where(parameter => parameter.Key == name).Take(2).ToArray() is [var one] ? one.Value : null;
}
