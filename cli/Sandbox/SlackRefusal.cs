namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers that are errors: a word, with a status of 200 by the Web API, and with its own by the audit logs.
/// https://docs.slack.dev/apis/web-api/#responses
/// </summary>
internal static class SlackRefusal
{
    public static SandboxReply Throttled => new SandboxReply(429) { Headers = { ["Retry-After"] = "30" } }.Write(Text("ratelimited"));

    public static SandboxReply Of(string error, int status = 200) => SandboxReply.Of(status, Text(error));

    /// <summary>As the audit logs, and a Slack that is down, have it.</summary>
    public static SandboxReply Of(int status) => status switch
    {
        400 => Of("invalid_arguments", status),
        401 => Of("invalid_authentication", status),
        403 => Of("missing_scope", status),
        404 => Of("unknown_method", status),
        429 => Throttled,
        503 => Of("service_unavailable", status),
        _ => Of("internal_error", status),
    };

    private static string Text(string error) => $$"""{"ok":false,"error":"{{error}}"}""";
}
