using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers that are errors: https://developer.box.com/guides/api-calls/permissions-and-errors/common-errors. Those of the token endpoint
/// are OAuth's.
/// </summary>
internal static class BoxError
{
    public static SandboxReply BadToken => new(401)
    {
        Headers =
        {
            ["WWW-Authenticate"] =
                "Bearer realm=\"Service\", error=\"invalid_token\", error_description=\"The access token provided is invalid.\"",
        },
    };

    public static SandboxReply InsufficientScope => Of(403, "insufficient_scope", "The request requires higher privileges.");

    public static SandboxReply BadPosition => Of(400, "bad_request", "nextStreamPosition value is malformed");

    public static SandboxReply BadParameter(string name) => Of(400, "bad_request", $"Invalid value for {name}");

    /// <summary>An error of the token endpoint.</summary>
    public static SandboxReply OfToken(string error, string description)
    {
        var reply = new SandboxReply(400);
        using var json = new Utf8JsonWriter(reply.Body);
        json.WriteStartObject();
        json.WriteString("error"u8, error);
        json.WriteString("error_description"u8, description);
        json.WriteEndObject();
        return reply;
    }

    /// <param name="error">The error's own status.</param>
    /// <param name="status">The status of the answer, where it is another.</param>
    public static SandboxReply Of(int error, int? status = null) => error switch
    {
        400 => Of(400, "bad_request", "Bad request", status),
        401 => Of(401, "unauthorized", "Unauthorized", status),
        403 => Of(403, "access_denied_insufficient_permissions", "Access denied - insufficient permission", status),
        404 => Of(404, "not_found", "Not Found", status),
        405 => Of(405, "method_not_allowed", "Method Not Allowed", status),
        429 => Of(429, "rate_limit_exceeded", "Request rate limit exceeded, please try again later", status),
        500 => Of(500, "internal_server_error", "Internal Server Error", status),
        503 => Of(503, "unavailable", "Unavailable", status),
        _ => Of(error, "error", ReasonPhrases.GetReasonPhrase(error), status),
    };

    private static SandboxReply Of(int error, string code, string message, int? status = null)
    {
        var reply = new SandboxReply(status ?? error);
        if (reply.Status == 429)
        {
            reply.Headers["Retry-After"] = "30";
        }

        using var json = new Utf8JsonWriter(reply.Body);
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteNumber("status"u8, error);
        json.WriteString("code"u8, code);
        json.WriteString("help_url"u8, "http://developers.box.com/docs/#errors"u8);
        json.WriteString("message"u8, message);
        json.WriteString("request_id"u8, "0d1c2b3a4f5e6d7c"u8);
        json.WriteEndObject();
        return reply;
    }
}
