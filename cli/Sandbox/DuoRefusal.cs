using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers that are errors. Duo's code is the HTTP status and two digits more. https://duo.com/docs/adminapi#response-format
/// </summary>
internal static class DuoRefusal
{
    public static SandboxReply NoCredentials => Of(40101, "Missing request credentials");

    public static SandboxReply UnknownIntegrationKey => Of(40102, "Invalid integration key in request credentials");

    public static SandboxReply WrongSignature => Of(40103, "Invalid signature in request credentials");

    public static SandboxReply BadTimestamp => Of(40105, "Bad request timestamp");

    public static SandboxReply BadParameter(string name) => Of(40002, "Invalid request parameters", name);

    public static SandboxReply Of(int error, int? status = null) => error switch
    {
        400 => BadParameter("mintime"),
        401 => WrongSignature,
        403 => Of(40301, "Access forbidden"),
        404 => Of(40401, "Resource not found"),
        405 => Of(40501, "Method not allowed"),
        429 => Of(42901, "Too Many Requests"),
        _ => Of((error * 100) + 1, ReasonPhrases.GetReasonPhrase(error), status: status),
    };

    private static SandboxReply Of(int code, string message, string? detail = null, int? status = null)
    {
        var reply = new SandboxReply(status ?? code / 100);
        using var json = new Utf8JsonWriter(reply.Body);
        json.WriteStartObject();
        json.WriteNumber("code"u8, code);
        json.WriteString("message"u8, message);
        if (detail is not null)
        {
            json.WriteString("message_detail"u8, detail);
        }

        json.WriteString("stat"u8, "FAIL"u8);
        json.WriteEndObject();
        return reply;
    }
}
