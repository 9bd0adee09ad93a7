using System.Text.Json;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>Answers that are errors: https://www.alibabacloud.com/help/en/sdk/product-overview/common-error-codes</summary>
internal static class AliyunRefusal
{
    public static SandboxReply UnknownKey => Of(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");

    public static SandboxReply Incomplete =>
        Of(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.");

    public static SandboxReply Untimely =>
        Of(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");

    public static SandboxReply UsedNonce => Of(400, "SignatureNonceUsed", "Specified signature nonce was used already.");

    public static SandboxReply ForeignToken =>
        Of(400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatch with the AccessKey.");

    public static SandboxReply UnknownPageToken => Of(400, "InvalidNextToken", "The specified NextToken is invalid.");

    public static SandboxReply Throttled =>
        Of(400, "Throttling.User", "Request was denied due to user flow control.");

    /// <summary>Tells what the server would have signed, as Aliyun does.</summary>
    public static SandboxReply WrongSignature(string textToSign) => Of(
        400,
        "SignatureDoesNotMatch",
        $"Specified signature is not matched with our calculation. server string to sign is: {textToSign}");

    public static SandboxReply Parameter(string name) => Of(400, $"InvalidParameter.{name}", $"The specified {name} is invalid.");

    public static SandboxReply Of(int error, int? status = null)
    {
        var (code, message) = error switch
        {
            400 => ("InvalidParameter", "The specified parameter is invalid."),
            401 => ("InvalidAccessKeyId.Inactive", "Specified access key is disabled."),
            403 => ("NoPermission", "You are not authorized to do this action: actiontrail:LookupEvents."),
            404 => ("InvalidAction.NotFound", "Specified api is not found."),
            429 => ("Throttling.Api", "Request was denied due to api flow control."),
            503 => ("ServiceUnavailable", "The request has failed due to a temporary failure of the server."),
            _ => ("InternalError", "The request processing has failed due to some unknown error."),
        };
        return Of(status ?? error, code, message);
    }

    public static SandboxReply Of(int status, string code, string message)
    {
        var reply = new SandboxReply(status);
        using var json = new Utf8JsonWriter(reply.Body);
        json.WriteStartObject();
        json.WriteString("RequestId"u8, "FD79665A-CE8B-49D4-82E6-5EE2E0E791DD"u8);
        json.WriteString("HostId"u8, "actiontrail.cn-hangzhou.aliyuncs.com"u8);
        json.WriteString("Code"u8, code);
        json.WriteString("Message"u8, message);
        json.WriteEndObject();
        return reply;
    }
}
