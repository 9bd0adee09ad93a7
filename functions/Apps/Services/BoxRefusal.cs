using System.Net;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// What Box means by a refusal, of a token or of events: https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors
/// </summary>
internal static class BoxRefusal
{
    private const string Scope = "'Manage enterprise properties'";
    private const string Access = "'App + Enterprise Access'";

    /// <returns>Null for the common reading.</returns>
    public static AppException? Explain(Answer refusal, Session session)
    {
        var error = refusal.Find("error");
        return refusal.Status switch
        {
            _ when error is "insufficient_scope" || refusal.Find("code") is "insufficient_scope" || SaysInHeader(refusal) =>
                AppException.AuthFailed(
                    $"'{session.Source.App}': the Box app lacks the scope {Scope} (insufficient_scope): "
                    + "add it in the Developer Console, and have an admin authorise the app again"),
            HttpStatusCode.Unauthorized when error is null or "invalid_token" => AppException.AuthFailed(
                $"'{session.Source.App}': Box no longer lets the app in (HTTP 401): it was disabled, or is no longer authorised: "
                + $"check it in the Admin Console; if it has another keyfile now, run: {session.Source.UpdateAuth}"),
            HttpStatusCode.Forbidden when error is null => AppException.AuthFailed(
                $"'{session.Source.App}': Box does not let the app read enterprise events ({Code(refusal)}): give it the scope {Scope} "
                + $"and {Access}, have an admin authorise it again, and where it acts for a co-admin, "
                + "let that one 'Run new reports and access existing reports'"),
            HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when error is not null =>
                OfToken(error, refusal, session),
            _ => null,
        };
    }

    private static AppException? OfToken(string error, Answer refusal, Session session)
    {
        var (app, supply) = (session.Source.App, $"then run: {session.Source.UpdateAuth}");
        return error switch
        {
            "invalid_grant" when Blames(refusal, "exp") || Blames(refusal, "iat") => AppException.Misconfigured(
                $"'{app}': Box refused the time of the request for a token: {Skew(refusal, session)}; set the clock (NTP), then run again"),
            // One that was asked for anew has another.
            "invalid_grant" when Blames(refusal, "jti") => AppException.SourceFailed(
                $"'{app}': Box took the request for a token for one that it had seen before"),
            "invalid_grant" when Blames(refusal, "sub") => AppException.AuthFailed(
                $"'{app}': Box gives no token (invalid_grant): the keyfile's enterpriseID is none that authorised the app: "
                + $"have an admin authorise it in the Admin Console, or correct the keyfile, {supply}"),
            "invalid_grant" when BoxKeyfile.Read(session).HasKey => AppException.AuthFailed(
                $"'{app}': Box gives no token (invalid_grant): the keyfile's keypair is none of the app's, or was removed: "
                + $"generate another in the Developer Console, {supply}"),
            "invalid_grant" => AppException.AuthFailed(
                $"'{app}': Box gives no token (invalid_grant): have an admin authorise the app in the Admin Console, with {Access}; "
                + $"if it is, correct the keyfile's clientID and enterpriseID, {supply}"),
            "unauthorized_client" => AppException.AuthFailed(
                $"'{app}': Box gives no token (unauthorized_client): have an admin authorise the app in the Admin Console, "
                + "which each change of the app needs again"),
            "invalid_client" => AppException.AuthFailed(
                $"'{app}': Box gives no token (invalid_client): the keyfile's clientID or clientSecret is wrong: "
                + $"copy them from the Developer Console, {supply}"),
            "invalid_request" or "unsupported_grant_type" => AppException.AuthFailed(
                $"'{app}': Box gives no token ({error}): the app is not made for {WayIn(session)}: "
                + $"make one that is, or take the keyfile that this one needs, {supply}"),
            _ => null,
        };
    }

    // Where the body is empty, the header alone says it.
    private static bool SaysInHeader(Answer refusal) =>
        refusal.Headers.WwwAuthenticate.ToString().Contains("insufficient_scope", StringComparison.Ordinal);

    private static bool Blames(Answer refusal, string claim) =>
        refusal.Find("error_description")?.Contains($"'{claim}'", StringComparison.Ordinal) ?? false;

    // Codes are words; anything else could be a text that quotes what was sent.
    private static string Code(Answer refusal) =>
        refusal.Find("code") is { Length: > 0 and <= 60 } code && code.All(letter => char.IsAsciiLetterLower(letter) || letter == '_')
            ? code
            : "HTTP 403";

    private static string WayIn(Session session) => BoxKeyfile.Read(session).HasKey
        ? "server authentication with JWT, which a keyfile with a private key stands for"
        : "server authentication with client credentials, which a keyfile without a private key stands for";

    private static string Skew(Answer refusal, Session session)
    {
        var ahead = refusal.Date is { } date ? session.Clock.GetUtcNow() - date : TimeSpan.Zero;
        var direction = ahead > TimeSpan.Zero ? "ahead of" : "behind";
        return ahead.Duration() < TimeSpan.FromSeconds(30)
            ? "this machine's clock is off"
            : $"this machine's clock is {ahead.Duration().TotalMinutes:0.#} minutes {direction} Box's";
    }
}
