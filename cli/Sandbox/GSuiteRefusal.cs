using System.Text.Json;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers that are errors: of reports (https://developers.google.com/admin-sdk/reports/v1/troubleshoot-error-codes), and of tokens
/// (https://developers.google.com/identity/protocols/oauth2/service-account#error-codes).
/// </summary>
internal static class GSuiteRefusal
{
    public static SandboxReply NoToken => Report(401, "required", "Login Required.");

    public static SandboxReply UnknownToken => Report(401, "authError", "Invalid Credentials");

    public static SandboxReply TooMany => Report(403, "rateLimitExceeded", "Quota exceeded for quota metric 'Queries'.", "usageLimits");

    public static SandboxReply UnknownPageToken => Report(400, "invalid", "Invalid Value");

    public static SandboxReply Parameter(string name) => Report(400, "invalidParameter", $"Invalid value for {name}.");

    public static SandboxReply Of(int error, int? status = null)
    {
        var (reason, message) = error switch
        {
            400 => ("badRequest", "Bad Request"),
            401 => ("authError", "Invalid Credentials"),
            403 => ("forbidden", "Not Authorized to access this resource/api"),
            404 => ("notFound", "Not Found"),
            429 => ("rateLimitExceeded", "Rate Limit Exceeded"),
            _ => ("backendError", "Backend Error"),
        };
        return Report(error, reason, message, status: status);
    }

    public static SandboxReply OfToken(int status, string error, string description)
    {
        var reply = new SandboxReply(status);
        using var json = new Utf8JsonWriter(reply.Body);
        json.WriteStartObject();
        json.WriteString("error"u8, error);
        json.WriteString("error_description"u8, description);
        json.WriteEndObject();
        return reply;
    }

    private static SandboxReply Report(int code, string reason, string message, string domain = "global", int? status = null)
    {
        var reply = new SandboxReply(status ?? code);
        using var json = new Utf8JsonWriter(reply.Body);
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, code);
        json.WriteString("message"u8, message);
        json.WriteStartArray("errors"u8);
        json.WriteStartObject();
        json.WriteString("message"u8, message);
        json.WriteString("domain"u8, domain);
        json.WriteString("reason"u8, reason);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        return reply;
    }
}
