using System.Net;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// Logs of Slack: https://docs.slack.dev/reference/methods and https://docs.slack.dev/reference/audit-logs-api. A token is all that they
/// ask for; most of them say no with a status of 200.
/// </summary>
/// <param name="scope">The scope that the token needs.</param>
/// <param name="installer">Who has to have installed the Slack app that the token belongs to.</param>
/// <param name="plan">Slack's plans that have this log.</param>
public abstract partial class SlackApp(string type, string description, string scope, string installer, string plan) : AppIntegration
{
    public override string Service => "slack";

    public override string Type => type;

    public override string Log => $"slack:{type}";

    public override string Description => description;

    public override IReadOnlyList<AuthField> RequiredAuthInfo =>
    [
        new(
            "auth_token",
            $"the User OAuth Token of a Slack app with the user token scope '{scope}', installed by {installer}; it starts with xoxp-",
            Token),
    ];

    // Slack says nothing about delays; these are cautious.
    public override TimeSpan Holdback => TimeSpan.FromMinutes(1);

    public override TimeSpan Overlap => TimeSpan.FromMinutes(5);

    public override TimeSpan Lateness => TimeSpan.FromHours(1);

    public override ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken)
    {
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {session.Auth["auth_token"]}");
        return ValueTask.CompletedTask;
    }

    public override bool IsRefusal(Answer answer) => base.IsRefusal(answer) || SlackVerdict.Of(answer).Ok == false;

    // Refusals that are no matter of a moment keep their status, so that nobody asks again at once; those without a status are asked again.
    public override AppException? Explain(Answer refusal, Session session)
    {
        var (app, status, code) = (session.Source.App, refusal.Status, SlackVerdict.Of(refusal).Error);
        return code switch
        {
            null => null,
            "invalid_auth" or "not_authed" or "token_revoked" or "account_inactive" or "invalid_authentication"
                or "missing_authentication" => AppException.AuthFailed(
                    $"'{app}': Slack refused the token ({code}): check auth_token{OtherSuspects(session)}, "
                    + $"then run: {session.Source.UpdateAuth}"),
            "token_expired" => AppException.AuthFailed(
                $"'{app}': Slack's token has expired ({code}): one of an app with token rotation lasts 12 hours; "
                + $"supply one of an app without it, then run: {session.Source.UpdateAuth}"),
            "missing_scope" or "no_permission" or "not_allowed_token_type" or "access_denied" or "user_is_restricted"
                or "enterprise_is_restricted" or "ekm_access_denied" or "team_access_not_granted" or "team_not_authorized"
                or "invalid_workspace" or "two_factor_setup_required" or "org_login_required" => AppException.AuthFailed(
                    $"'{app}': Slack knows the token but does not let it read this log ({code}): it must be a user token with the scope "
                    + $"'{scope}', of an app that {installer} installed; supply such a one, then run: {session.Source.UpdateAuth}"),
            "paid_only" or "feature_not_enabled" => AppException.AuthFailed(
                $"'{app}': Slack has this log on {plan} only ({code}): upgrade, or supply a token of a workspace that has it"),
            "ratelimited" or "rate_limited" => AppException.Throttled($"'{app}': Slack wants fewer requests ({code})", null),
            "fatal_error" or "internal_error" or "service_unavailable" or "request_timeout" =>
                AppException.SourceFailed($"'{app}': Slack failed ({code})"),
            "team_added_to_org" => AppException.SourceFailed(
                $"'{app}': Slack is moving the workspace into an organisation ({code}); the next run asks again", status: status),
            // As the audit logs say it; elsewhere the status is 200.
            "invalid_cursor" => AppException.SourceFailed(
                $"'{app}': Slack does not know its own page token ({code}); the next run asks again", status: HttpStatusCode.BadRequest),
            "over_pagination_limit" => AppException.SourceFailed(
                $"'{app}': Slack does not list so many pages ({code}); the window stays open", status: status),
            // The status says more than a word that nobody knows.
            _ when status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests
                or >= HttpStatusCode.InternalServerError => null,
            _ => AppException.SourceFailed($"'{app}': Slack did not accept the request ({code})", status: status),
        };
    }

    /// <summary>What besides the token Slack may mean where it refuses the credentials; from the comma on.</summary>
    protected virtual string OtherSuspects(Session session) => "";

    /// <summary>A page token that Slack no longer knows.</summary>
    protected static bool IsForgottenToken(AppException refusal, Poll poll) =>
        poll.Token is not null && refusal.Status == HttpStatusCode.BadRequest;

    protected static Uri Url(Session session, string host, string path, params IEnumerable<(string Name, string? Value)> parameters) =>
        session.Url(host, $"{path}?{string.Join('&', parameters
            .Where(parameter => parameter.Value is { Length: > 0 })
            .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"))}");

    // User tokens, and those of apps with token rotation (xoxe.); their parts have grown longer over the years. Bots cannot read logs.
    [GeneratedRegex(@"^(xoxe\.)?xoxp-[A-Za-z0-9._-]+\z")]
    private static partial Regex Token { get; }
}
