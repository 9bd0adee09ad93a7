using System.Net;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// What Google's refusals mean, of a token (https://developers.google.com/identity/protocols/oauth2/service-account#error-codes) and of a
/// report (https://developers.google.com/admin-sdk/reports/v1/troubleshoot-error-codes).
/// </summary>
internal static class GSuiteRefusal
{
    private const string Roles = "(in the Admin console under Account > Admin roles)";

    private const string Delegation = "in the Admin console under Security > Access and data control > API controls > "
        + $"Manage domain-wide delegation, give the client_id of the key file the scope {GSuiteKey.Scope} (it can take a day to apply)";

    /// <returns>Null for the common reading.</returns>
    public static AppException? Explain(Answer refusal, Session session) => refusal.Find("error") is { } error
        ? OfToken(error, refusal.Find("error_description") ?? "", refusal, session)
        : OfReport(refusal.Find("error.errors.0.reason") ?? refusal.Find("error.details.0.reason"), refusal, session);

    private static AppException? OfToken(string error, string description, Answer refusal, Session session)
    {
        var (app, update) = (session.Source.App, session.Source.UpdateAuth);
        var ahead = refusal.Date is { } date ? session.Clock.GetUtcNow() - date : TimeSpan.Zero;
        return error switch
        {
            "invalid_grant" when Says("short-lived token") || Says("iat and exp") => AppException.Misconfigured(
                $"'{app}': Google refused the time of the request for a token (invalid_grant): this machine's clock {Skew(ahead)}; "
                + "set the clock (NTP), then run again"),
            "invalid_grant" when Says("user id") || Says("invalid email") => AppException.AuthFailed(
                $"'{app}': Google knows no user by delegation_email (invalid_grant): it must be an administrator of the domain, "
                + $"under the primary address; then run: {update}"),
            "invalid_grant" when Says("signature") => AppException.AuthFailed(
                $"'{app}': Google does not know the key of keyfile any more (invalid_grant): create a new key for the service account, "
                + $"then run: {update}"),
            "invalid_grant" when Says("account") => AppException.AuthFailed(
                $"'{app}': Google does not know the service account of keyfile, or it was deleted (invalid_grant): "
                + $"create another, with domain-wide delegation, then run: {update}"),
            "unauthorized_client" or "access_denied" or "invalid_scope" => AppException.AuthFailed(
                $"'{app}': Google does not let the service account read reports for delegation_email ({error}): {Delegation}"),
            "disabled_client" => AppException.AuthFailed(
                $"'{app}': the service account of keyfile is disabled (disabled_client): enable it in Google Cloud under "
                + "IAM & Admin > Service accounts"),
            _ => null,
        };

        bool Says(string what) => description.Contains(what, StringComparison.OrdinalIgnoreCase);
    }

    private static AppException? OfReport(string? reason, Answer refusal, Session session)
    {
        var app = session.Source.App;
        return (refusal.Status, reason) switch
        {
            (_, "rateLimitExceeded" or "userRateLimitExceeded" or "quotaExceeded" or "dailyLimitExceeded" or "RATE_LIMIT_EXCEEDED") =>
                AppException.Throttled($"'{app}': Google wants fewer requests ({reason})", null),
            (HttpStatusCode.Forbidden, _) when refusal.Find("error.status") == "RESOURCE_EXHAUSTED" =>
                AppException.Throttled($"'{app}': Google wants fewer requests (RESOURCE_EXHAUSTED)", null),
            (HttpStatusCode.Forbidden, "accessNotConfigured" or "SERVICE_DISABLED") => AppException.AuthFailed(
                $"'{app}': the Admin SDK API is not enabled in the service account's project ({reason}): "
                + "enable it in Google Cloud under APIs & Services > Library"),
            (HttpStatusCode.Forbidden, "insufficientPermissions" or "ACCESS_TOKEN_SCOPE_INSUFFICIENT") => AppException.AuthFailed(
                $"'{app}': Google's token does not cover reports ({reason}): {Delegation}"),
            (HttpStatusCode.Forbidden, "forbidden") => AppException.AuthFailed(
                $"'{app}': Google does not let delegation_email read this report (forbidden): give the user the Reports privilege "
                + $"{Roles}, and check that the edition of Google Workspace has the log"),
            (HttpStatusCode.Unauthorized, "authError") => AppException.AuthFailed(
                $"'{app}': Google gives a token for delegation_email, but no reports (authError): give the user the Reports privilege "
                + $"{Roles}, or name another administrator: {session.Source.UpdateAuth}"),
            _ => null,
        };
    }

    private static string Skew(TimeSpan ahead) => ahead.Duration() < TimeSpan.FromMinutes(1)
        ? "is off"
        : $"is {ahead.Duration().TotalMinutes:0} minutes {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} Google's";
}
