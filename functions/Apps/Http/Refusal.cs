using System.Net;
using System.Security.Authentication;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>What a refusal, or no answer at all, means where the service itself does not know better.</summary>
internal static class Refusal
{
    public static AppException Read(AppIntegration app, Session session, Answer answer, bool isOfToken, TimeSpan? retryAfter)
    {
        var (name, service, status) = (session.Source.App, session.Source.Service, (int)answer.Status);
        if (app.Explain(answer, session) is { } known)
        {
            return known;
        }

        if (isOfToken && TokenAnswer.Explain(answer, app, session.Source) is { } refused)
        {
            return refused;
        }

        return answer.Status switch
        {
            HttpStatusCode.Unauthorized => AppException.AuthFailed(
                $"'{name}': {service} refused the credentials (HTTP 401): check {Fields(app)}, "
                + $"then run: {session.Source.UpdateAuth}"),
            HttpStatusCode.Forbidden => AppException.AuthFailed(
                $"'{name}': {service} does not let these credentials read this log (HTTP 403): check what they may read"),
            HttpStatusCode.TooManyRequests => AppException.Throttled($"'{name}': {service} wants fewer requests (HTTP 429)", retryAfter),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => AppException.SourceFailed(
                $"'{name}': {service} redirects where it should answer (HTTP {status}); check base_url", status: answer.Status),
            >= HttpStatusCode.InternalServerError => AppException.SourceFailed(
                $"'{name}': {service} failed (HTTP {status})", status: answer.Status),
            _ => AppException.SourceFailed($"'{name}': {service} did not accept the request (HTTP {status})", status: answer.Status),
        };
    }

    // A handshake that breaks off is not one that fails: that can be a restart, or a load balancer without a server.
    public static AppException Read(string name, string host, Exception problem) =>
        (problem as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => AppException.SourceFailed(
                $"'{name}': the host '{host}' is not known (DNS): check the host name, base_url and the network", problem),
            HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => AppException.SourceFailed(
                $"'{name}': '{host}' cannot be reached: check the host name, base_url, proxy and firewall", problem),
            HttpRequestError.ConfigurationLimitExceeded => AppException.SourceFailed(
                $"'{name}': '{host}' answers with more than {Body.Longest >> 20} MiB at once, which no page has", problem),
            HttpRequestError.SecureConnectionError when problem.InnerException is AuthenticationException => AppException.Misconfigured(
                $"'{name}': no secure connection to '{host}': "
                + "its certificate is not trusted here, or something in between answers for it",
                problem),
            _ => AppException.SourceFailed($"'{name}': '{host}' broke the answer off or sent what cannot be read", problem),
        };

    private static string Fields(AppIntegration app) => string.Join(", ", app.RequiredAuthInfo.Select(field => field.Name));
}
