using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Lets in the requests that OneLogin would let in: for a token with the credentials, for events with a token, each in the header's own
/// form. https://developers.onelogin.com/api-docs/2/oauth20-tokens/generate-tokens-2
/// </summary>
internal static partial class OneLoginAuthorization
{
    public const string ClientId = "9f1c3b5d7e9f1c3b5d7e9f1c3b5d7e9f1c3b5d7e9f1c3b5d7e9f1c3b5d7e0a1b";

    // Opens nothing but the sandbox.
    public const string ClientSecret = "0d2b4f6a8c0d2b4f6a8c0d2b4f6a8c0d2b4f6a8c0d2b4f6a8c0d2b4f6a8c1e3f";

    /// <exception cref="SandboxRefusal">It is no request for a token, or not with these credentials.</exception>
    public static void CheckTokenRequest(SandboxRequest request)
    {
        if (request.Header("Content-Type") is not { } type || !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new SandboxRefusal(OneLoginRefusal.Of(400, "Content Type is not specified or specified incorrectly"), "no JSON is sent");
        }

        if (!AsksForClientToken(request.Body))
        {
            throw new SandboxRefusal(OneLoginRefusal.Of(400, "grant_type is incorrect/absent"), "grant_type is not client_credentials");
        }

        var (id, secret) = Credentials(request.Header("Authorization") ?? "");
        if (id is null)
        {
            throw new SandboxRefusal(
                OneLoginRefusal.Of(400, "Authorization Information is incorrect"), "id and secret are not where they should be");
        }

        if ((id, secret) != (ClientId, ClientSecret))
        {
            throw new SandboxRefusal(OneLoginRefusal.Of(401));
        }
    }

    /// <exception cref="SandboxRefusal">It has no token, or one that is not known.</exception>
    public static void Check(SandboxRequest request, SandboxTokens tokens)
    {
        if (BearerForm.Match(request.Header("Authorization") ?? "") is not { Success: true } match)
        {
            throw new SandboxRefusal(OneLoginRefusal.Of(401), "there is no bearer token");
        }

        if (!tokens.Check(match.Groups["token"].Value))
        {
            throw new SandboxRefusal(OneLoginRefusal.Of(401));
        }
    }

    private static (string? Id, string? Secret) Credentials(string header)
    {
        if (OwnForm.Match(header) is { Success: true } match)
        {
            return (match.Groups["id"].Value, match.Groups["secret"].Value);
        }

        var basic = new byte[header.Length];
        return header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(header["Basic ".Length..], basic, out var length)
            && Encoding.UTF8.GetString(basic, 0, length).Split(':', 2) is [var id, var secret] ? (id, secret) : (null, null);
    }

    private static bool AsksForClientToken(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("grant_type").GetString() == "client_credentials";
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^client_id: ?(?<id>[^\s,]+), ?client_secret: ?(?<secret>[^\s,]+)\z")]
    private static partial Regex OwnForm { get; }

    [GeneratedRegex(@"^bearer(: ?| )(?<token>\S+)\z", RegexOptions.IgnoreCase)]
    private static partial Regex BearerForm { get; }
}
