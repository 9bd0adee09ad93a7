using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>Answers that are errors. https://developers.intercom.com/docs/references/rest-api/errors/error-objects</summary>
internal static class IntercomRefusal
{
    private const int QuotaSeconds = 10;

    /// <param name="now">The server's time; the quota begins anew every ten seconds.</param>
    public static SandboxReply TooManyRequests(DateTimeOffset now)
    {
        var reply = Of(429);
        var reset = ((now.ToUnixTimeSeconds() / QuotaSeconds) + 1) * QuotaSeconds;
        reply.Headers["X-RateLimit-Limit"] = "1667";
        reply.Headers["X-RateLimit-Remaining"] = "0";
        reply.Headers["X-RateLimit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
        return reply;
    }

    public static SandboxReply Of(int status) => status switch
    {
        400 => Of(status, "parameter_invalid", "A parameter is invalid"),
        401 => Of(status, "unauthorized", "Access Token Invalid"),
        403 => Of(status, "token_unauthorized", "Not authorized to access resource"),
        404 => Of(status, "not_found", "Resource Not Found"),
        429 => Of(status, "rate_limit_exceeded", "The rate limit for the App has been exceeded"),
        503 => Of(status, "service_unavailable", "Sorry, the API service is temporarily unavailable"),
        _ => Of(status, status >= 500 ? "server_error" : "client_error", ReasonPhrases.GetReasonPhrase(status)),
    };

    /// <param name="status">The HTTP status.</param>
    /// <param name="code">Intercom's code.</param>
    /// <param name="message">Without anything that JSON would escape.</param>
    public static SandboxReply Of(int status, string code, string message) => SandboxReply.Of(
        status,
        $$"""{"type":"error.list","request_id":"b2ic8ip5p5q0s0000000","errors":[{"code":"{{code}}","message":"{{message}}"}]}""");
}
