using System.Net;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// What Salesforce's refusals mean: where tokens are given they are objects, everywhere else arrays.
/// https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_flow_errors.htm and
/// https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
/// </summary>
internal static class SalesforceRefusal
{
    // Counted over 24 hours that move on by themselves: a little is free again soon.
    private static readonly TimeSpan UsedUpPause = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SkewThatSalesforceMinds = TimeSpan.FromMinutes(1);

    /// <summary>What a refusal means; null for the common reading.</summary>
    public static AppException? Explain(Answer refusal, Session session) =>
        refusal.Find("0.errorCode") is { } code ? OfRequest(code, refusal, session)
        : refusal.Find("error") is { } error ? OfToken(error, refusal, session)
        : null;

    private static AppException? OfRequest(string code, Answer refusal, Session session)
    {
        var app = session.Source.App;
        switch (code)
        {
            case "INVALID_SESSION_ID" or "INVALID_AUTH_HEADER":
                return AppException.AuthFailed(
                    $"'{app}': Salesforce does not take the token that it gave ({code}): check the session policies and the allowed "
                    + "addresses of the app and its user, then run again");
            case "REQUEST_LIMIT_EXCEEDED" when Says(refusal, "0.message", "concurrent"):
                return AppException.Throttled(
                    $"'{app}': Salesforce has too many requests of your org at once (REQUEST_LIMIT_EXCEEDED)", null);
            case "REQUEST_LIMIT_EXCEEDED":
                return AppException.Throttled(
                    $"'{app}': your org's requests of 24 hours are used up (REQUEST_LIMIT_EXCEEDED): see who uses them in "
                    + "Setup, System Overview; the next run goes on from here",
                    UsedUpPause);
            case "API_DISABLED_FOR_ORG" or "API_CURRENTLY_DISABLED" or "FUNCTIONALITY_NOT_ENABLED":
                return AppException.AuthFailed(
                    $"'{app}': the org or the user may not use the API ({code}): give the user 'API Enabled', in an edition that has it");
            case "INVALID_TYPE":
                return AppException.AuthFailed(
                    $"'{app}': Salesforce shows this user no event log files (INVALID_TYPE): give the user 'View Event Log Files' and "
                    + "'API Enabled', and the org the Event Monitoring licence");
            case "INVALID_FIELD":
                return AppException.AuthFailed(
                    $"'{app}': Salesforce shows this user no such field as Interval (INVALID_FIELD): let the user see all fields of "
                    + "EventLogFile (field-level security), and check the setting api_version");
            case "INSUFFICIENT_ACCESS" or "INSUFFICIENT_ACCESS_OR_READONLY" or "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY":
                return AppException.AuthFailed(
                    $"'{app}': Salesforce does not let this user read event log files ({code}): give the user 'View Event Log Files'");
            case "INVALID_OPERATION_WITH_EXPIRED_PASSWORD":
                return AppException.AuthFailed(
                    $"'{app}': the user's password has expired ({code}): set a new one, then run: {session.Source.UpdateAuth}");
            case "NOT_FOUND":
                return AppException.SourceFailed(
                    $"'{app}': Salesforce has nothing at this address (NOT_FOUND): a file that is deleted, or a version of its API that it "
                    + "does not serve: check the setting api_version",
                    status: refusal.Status);

            // With a status of 200, nobody else would take it for a refusal.
            default:
                return refusal.Status < HttpStatusCode.MultipleChoices
                    ? AppException.SourceFailed(
                        $"'{app}': Salesforce answered with an error instead of what was asked for; the next run asks again",
                        status: HttpStatusCode.BadRequest)
                    : null;
        }
    }

    private static AppException? OfToken(string error, Answer refusal, Session session)
    {
        var (app, update) = (session.Source.App, session.Source.UpdateAuth);
        bool Means(string part) => Says(refusal, "error_description", part);
        switch (error)
        {
            case "invalid_grant" when Means("no client credentials user"):
                return AppException.AuthFailed(
                    $"'{app}': the client credentials flow of your app has no user to run as: choose one in the app's policies");
            case "invalid_grant" when Means("not supported on this domain"):
                return AppException.Misconfigured(
                    $"'{app}': Salesforce does not allow this way to sign in at {session.Setting(SalesforceSignIn.LoginHost)}: "
                    + "set login_host in the app's settings to the host of your My Domain");
            case "invalid_grant" when Means("audience"):
                return AppException.Misconfigured(
                    $"'{app}': Salesforce does not take a JWT for {session.Setting(SalesforceSignIn.LoginHost)}: "
                    + "set login_host in the app's settings to the host of your My Domain");
            case "invalid_grant" when Means("approved") || Means("consent"):
            case "invalid_app_access":
                return AppException.AuthFailed(
                    $"'{app}': the user may not use your app ({error}): let administrators pre-authorize it, and add the user's profile or "
                    + "permission set to it");
            case "invalid_grant" when session.Auth.Find("private_key") is not null && Skew(refusal, session) > SkewThatSalesforceMinds:
                return AppException.Misconfigured(
                    $"'{app}': Salesforce refused the JWT, and this machine's clock differs from Salesforce's: set the clock (NTP), "
                    + "then run again");
            case "invalid_grant" when session.Auth.Find("private_key") is not null:
                return AppException.AuthFailed(
                    $"'{app}': Salesforce refused the JWT (invalid_grant): check client_id, username, and that the app has the certificate "
                    + $"of private_key, then run: {update}");
            case "invalid_grant":
                return AppException.AuthFailed(
                    $"'{app}': Salesforce refused the user (invalid_grant): check username, password and security_token, the user's login "
                    + $"history, and that the org still allows the username-password flow, then run: {update}");
            case "invalid_client" or "invalid_client_id" or "invalid_client_credentials":
                return AppException.AuthFailed(
                    $"'{app}': Salesforce does not know the app ({error}): check client_id and client_secret, then run: {update}");
            case "unsupported_grant_type" or "unauthorized_client":
                return AppException.AuthFailed(
                    $"'{app}': your app does not allow this way to sign in ({error}): enable the flow in the app's OAuth settings, or "
                    + $"supply credentials for another: {update}");
            case "inactive_user" or "inactive_org":
                return AppException.AuthFailed($"'{app}': the user or the org is not active ({error}): activate it, or run: {update}");
            case "rate_limit_exceeded":
                return AppException.Throttled($"'{app}': Salesforce wants fewer sign-ins of this user (rate_limit_exceeded)", null);
            default:
                return null;
        }
    }

    private static TimeSpan Skew(Answer refusal, Session session) =>
        refusal.Date is { } date ? (session.Clock.GetUtcNow() - date).Duration() : TimeSpan.Zero;

    private static bool Says(Answer refusal, string path, string part) =>
        refusal.Find(path)?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
