using Microsoft.AspNetCore.WebUtilities;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>Answers that are errors. https://developers.onelogin.com/api-docs/1/getting-started/error-handling</summary>
internal static class OneLoginRefusal
{
    /// <summary>The quota of an hour is used up; it is a bad request to OneLogin.</summary>
    public static SandboxReply TooManyRequests => Of(400, "rate_limit_exceeded");

    public static SandboxReply BadParameter(string name) => Of(400, $"{name} is invalid");

    public static SandboxReply Of(int code, int? status = null) => Of(
        code,
        code switch { 400 => "Bad request", 401 => "Authentication Failure", 403 => "Insufficient Permission", _ => Phrase(code) },
        status);

    /// <param name="code">As it stands in the body.</param>
    /// <param name="message">Without anything that JSON would escape.</param>
    /// <param name="status">The HTTP status, where it is not the code.</param>
    public static SandboxReply Of(int code, string message, int? status = null) => SandboxReply.Of(
        status ?? code,
        $$"""{"status":{"error":true,"code":{{code}},"type":"{{Type(code)}}","message":"{{message}}"} }""");

    private static string Type(int code) => code == 400 ? "bad request" : Phrase(code);

    private static string Phrase(int code) => ReasonPhrases.GetReasonPhrase(code);
}
