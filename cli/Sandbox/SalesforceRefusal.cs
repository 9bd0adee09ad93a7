using System.Text.Json;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers that are errors: an object where tokens are given, an array everywhere else.
/// https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
/// </summary>
internal static class SalesforceRefusal
{
    public static SandboxReply NoSession => Of(401, "INVALID_SESSION_ID", "Session expired or invalid");

    public static SandboxReply UsedUp => Of(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");

    public static SandboxReply NoLog => Of(
        400,
        "INVALID_TYPE",
        "\nEventType, LogDate, LogFileLength FROM EventLogFile\n                                   ^\nERROR at Row:1:Column:58\n"
        + "sObject type 'EventLogFile' is not supported.");

    public static SandboxReply NotThere => Of(404, "NOT_FOUND", "The requested resource does not exist");

    public static SandboxReply Malformed(string near) => Of(400, "MALFORMED_QUERY", $"\nunexpected token: '{near}'");

    public static SandboxReply NoField(string name) => Of(
        400, "INVALID_FIELD", $"\nERROR at Row:1:Column:8\nNo such column '{name}' on entity 'EventLogFile'.");

    /// <summary>Where a time is not a time, or stands in quotes.</summary>
    public static SandboxReply NoTime(string name) => Of(
        400,
        "INVALID_FIELD",
        $"\nERROR at Row:1:Column:70\nvalue of filter criterion for field '{name}' must be of type dateTime and should not be enclosed "
        + "in quotes");

    public static SandboxReply NoLocator => Of(400, "INVALID_QUERY_LOCATOR", "invalid query locator");

    public static SandboxReply Of(int status) => status switch
    {
        400 => Malformed("FROM"),
        401 => NoSession,
        403 => Of(403, "API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner"),
        404 => NotThere,
        405 => Of(405, "METHOD_NOT_ALLOWED", "HTTP Method not allowed. Allowed are HEAD,GET"),
        503 => Of(503, "SERVER_UNAVAILABLE", "We are down for maintenance. Sorry for the inconvenience."),
        _ => Of(status, "UNKNOWN_EXCEPTION", "An unexpected error occurred."),
    };

    public static SandboxReply Of(int status, string code, string message)
    {
        var reply = new SandboxReply(status);
        using var json = new Utf8JsonWriter(reply.Body);
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("message"u8, message);
        json.WriteString("errorCode"u8, code);
        json.WriteEndObject();
        json.WriteEndArray();
        return reply;
    }

    /// <summary>An error of the endpoint that gives tokens.</summary>
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
}
