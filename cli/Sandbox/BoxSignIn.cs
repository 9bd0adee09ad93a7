using System.Collections.Concurrent;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Gives tokens as Box does: for an assertion that the app's key signed, https://developer.box.com/guides/authentication/jwt/without-sdk,
/// or for client credentials, https://developer.box.com/guides/authentication/client-credentials.
/// </summary>
internal sealed class BoxSignIn(SandboxTokens tokens)
{
    private const string Audience = "https://api.box.com/oauth2/token";
    private const string ByAssertion = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private const string ByClientCredentials = "client_credentials";
    private const int Lifetime = 4169;
    private static readonly TimeSpan LongestAssertion = TimeSpan.FromSeconds(60);

    // Numbers of assertions are good once.
    private readonly ConcurrentDictionary<string, bool> seen = new(StringComparer.Ordinal);

    /// <exception cref="SandboxRefusal">There is no token for this request.</exception>
    public SandboxReply Answer(SandboxRequest request)
    {
        var form = new Dictionary<string, string>();
        foreach (var (name, value) in request.Form)
        {
            if (!form.TryAdd(name, value))
            {
                throw Misunderstood($"{name} is repeated");
            }
        }

        var grant = form.GetValueOrDefault("grant_type");
        string[] own = grant switch
        {
            ByAssertion => ["assertion"],
            ByClientCredentials => ["box_subject_type", "box_subject_id"],
            _ => throw new SandboxRefusal(
                BoxError.OfToken("unsupported_grant_type", "Invalid grant_type parameter or parameter missing"), "grant_type is unknown"),
        };
        string[] all = ["grant_type", "client_id", "client_secret", .. own];
        if (all.Except(form.Keys).FirstOrDefault() is { } missing)
        {
            throw Misunderstood($"{missing} is missing");
        }

        if (form.Keys.Except(all).FirstOrDefault() is { } unknown)
        {
            throw Misunderstood($"{unknown} is not known");
        }

        if (form["client_id"] != BoxCredentials.ClientId || form["client_secret"] != BoxCredentials.ClientSecret)
        {
            throw new SandboxRefusal(BoxError.OfToken("invalid_client", "The client credentials are invalid"));
        }

        if (grant == ByAssertion)
        {
            Check(form["assertion"], request.Now);
        }
        else if (form["box_subject_type"] != "enterprise" || form["box_subject_id"] != BoxCredentials.EnterpriseId)
        {
            throw new SandboxRefusal(BoxError.OfToken("invalid_grant", "Grant credentials are invalid"));
        }

        var token = tokens.Issue(TimeSpan.FromSeconds(Lifetime));
        return SandboxReply.Of(
            200, $$"""{"access_token":"{{token}}","expires_in":{{Lifetime}},"restricted_to":[],"token_type":"bearer"}""");
    }

    private void Check(string text, DateTimeOffset now)
    {
        JwtAssertion assertion;
        try
        {
            assertion = JwtAssertion.Verify(text);
        }
        catch (FormatException problem)
        {
            throw new SandboxRefusal(BoxError.OfToken("invalid_grant", problem.Message));
        }

        // The key's id may be left out by an app that has one key.
        if (assertion.Header.TryGetProperty("kid", out var key) && key.ToString() != BoxCredentials.PublicKeyId)
        {
            throw new SandboxRefusal(BoxError.OfToken("invalid_grant", "OAuth public key with the 'kid' cannot be found"));
        }

        Require("iss", assertion.Text("iss") == BoxCredentials.ClientId);
        Require("sub", assertion.Text("sub") == BoxCredentials.EnterpriseId);
        Require("box_sub_type", assertion.Text("box_sub_type") == "enterprise", "box_sub_type is not enterprise");
        Require("aud", assertion.Text("aud") == Audience, "aud is not Box");
        Require("exp", assertion.Time("exp") is { } end && end > now && end <= now + LongestAssertion);
        var isNew = assertion.Text("jti") is { Length: >= 16 and <= 128 } number && seen.TryAdd(number, true);
        Require("jti", isNew, "jti is none, or not new");
    }

    private static void Require(string claim, bool met, string? misunderstanding = null)
    {
        if (!met)
        {
            throw new SandboxRefusal(BoxError.OfToken("invalid_grant", $"Please check the '{claim}' claim."), misunderstanding);
        }
    }

    private static SandboxRefusal Misunderstood(string why) => new(BoxError.OfToken("invalid_request", "Invalid request"), why);
}
