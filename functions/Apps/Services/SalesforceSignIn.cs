using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// The three ways to sign in without a person; which one is taken is told by what there is.
/// https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flows.htm
/// </summary>
internal static partial class SalesforceSignIn
{
    // Salesforce takes three minutes at the most.
    private static readonly TimeSpan AssertionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>Where tokens are asked for.</summary>
    public static AppSetting LoginHost { get; } = new(
        "login_host", "the host where your users sign in: that of your My Domain, or test.salesforce.com for a sandbox",
        HostFormat, "login.salesforce.com")
    { Example = "acme.my.salesforce.com" };

    /// <summary>The original's fields in their order, and a private key.</summary>
    public static IReadOnlyList<AuthField> Fields { get; } =
    [
        new("client_id", "the consumer key of your connected app or external client app", ClientId)
        { Example = "3MVG9lKcPoNINVBIPJjdw1J9LLM82HnFVVX19KY1uA5mu0QqEWhqKpoW3svG3XHrXDiCQjK1mdgAvhCscA9GE", IsPublic = true },
        new("client_secret", "the consumer secret of that app, unless you sign in with a private key", ClientSecret) { IsOptional = true },
        new("username", "the user to sign in as, unless the app's client credentials flow has a user of its own", Username)
        { Example = "integration@acme.example", IsPublic = true, IsOptional = true },
        new("password", "the user's password, where the org still allows the username-password flow", Password) { IsOptional = true },
        new("security_token", "the user's security token, which goes with the password", SecurityToken) { IsOptional = true },
        new("private_key", "the file with the private key (PEM, not encrypted) whose certificate that app has, for a JWT", PrivateKey)
        { IsFile = true, IsOptional = true },
    ];

    /// <summary>The token that the credentials are worth.</summary>
    /// <exception cref="AppException">They lack something that the way to sign in needs, or are refused.</exception>
    public static ValueTask<AccessToken> TokenAsync(Session session, CancellationToken cancellationToken)
    {
        var host = session.Setting(LoginHost);
        var grant = (Has(session, "private_key"), Has(session, "password")) switch
        {
            (true, _) => Bearer(session, host),
            (_, true) => ByPassword(session),
            _ => ByItself(session, host),
        };
        return session.TokenAsync(
            now => new HttpRequestMessage(HttpMethod.Post, session.Url(host, "/services/oauth2/token"))
            {
                Content = new FormUrlEncodedContent(grant(now)),
            },
            cancellationToken);
    }

    private static Func<DateTimeOffset, Dictionary<string, string>> Bearer(Session session, string host)
    {
        Need(session, "private_key", "username");
        return now => new()
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["assertion"] = session.SignJwt(new Jwt
            {
                PrivateKey = session.Auth["private_key"],
                Issuer = session.Auth["client_id"],
                Subject = session.Auth["username"],
                Audience = $"https://{host}",
                IssuedAt = now,
                Lifetime = AssertionLifetime,
            }),
        };
    }

    // Salesforce wants the security token behind the password, without anything between them.
    private static Func<DateTimeOffset, Dictionary<string, string>> ByPassword(Session session)
    {
        Need(session, "password", "client_secret", "username");
        return _ => new()
        {
            ["grant_type"] = "password",
            ["client_id"] = session.Auth["client_id"],
            ["client_secret"] = session.Auth["client_secret"],
            ["username"] = session.Auth["username"],
            ["password"] = session.Auth["password"] + session.Auth.Find("security_token"),
        };
    }

    private static Func<DateTimeOffset, Dictionary<string, string>> ByItself(Session session, string host)
    {
        Need(session, "client_id", "client_secret");
        if (host is "login.salesforce.com" or "test.salesforce.com")
        {
            throw AppException.Misconfigured(
                $"'{session.Source.App}': the client credentials flow works at the host of your My Domain only, not at {host}: "
                + "set login_host in the app's settings, such as acme.my.salesforce.com");
        }

        return _ => new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = session.Auth["client_id"],
            ["client_secret"] = session.Auth["client_secret"],
        };
    }

    private static bool Has(Session session, string field) => session.Auth.Find(field) is { Length: > 0 };

    private static void Need(Session session, string way, params string[] fields)
    {
        var missing = fields.Where(field => !Has(session, field)).ToList();
        if (missing.Count > 0)
        {
            throw AppException.Misconfigured(
                $"'{session.Source.App}': to sign in with {way} takes {string.Join(" and ", missing)} as well, which the credentials lack; "
                + $"supply them again: {session.Source.UpdateAuth}");
        }
    }

    [GeneratedRegex(@"^([a-z0-9-]+\.)+(salesforce\.com|salesforce\.mil|force\.com)\z")]
    private static partial Regex HostFormat { get; }

    [GeneratedRegex(@"^[A-Za-z0-9._#@=+/-]{15,256}\z")]
    private static partial Regex ClientId { get; }

    // 19 digits in the days of the original, 64 hexadecimal digits today.
    [GeneratedRegex(@"^[!-~]{8,256}\z")]
    private static partial Regex ClientSecret { get; }

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+\z")]
    private static partial Regex Username { get; }

    [GeneratedRegex(@"^[^\r\n]{1,256}\z")]
    private static partial Regex Password { get; }

    [GeneratedRegex(@"^[A-Za-z0-9]{16,64}\z")]
    private static partial Regex SecurityToken { get; }

    [GeneratedRegex(@"^\s*-----BEGIN (RSA )?PRIVATE KEY-----[A-Za-z0-9+/=\s]+-----END (RSA )?PRIVATE KEY-----\s*\z")]
    private static partial Regex PrivateKey { get; }
}
