using System.Net;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// What Aliyun's error codes mean: https://www.alibabacloud.com/help/en/sdk/product-overview/common-error-codes
/// </summary>
internal static class AliyunRefusal
{
    /// <returns>Null for the common reading.</returns>
    public static AppException? Explain(Answer refusal, Session session)
    {
        var (app, update) = (session.Source.App, session.Source.UpdateAuth);
        return refusal.Find("Code") is not { } code || !IsWord(code) ? null : code switch
        {
            "SignatureDoesNotMatch" => AppException.AuthFailed(
                $"'{app}': Aliyun refused the signature ({code}): check that access_key_secret belongs to access_key_id, "
                + $"then run: {update}"),
            "IncompleteSignature" => AppException.AuthFailed(
                $"'{app}': Aliyun could not check the signature ({code}): check access_key_secret, and that no proxy changes headers, "
                + $"then run: {update}"),
            "InvalidAccessKeyId.Inactive" => AppException.AuthFailed(
                $"'{app}': the access key is disabled ({code}): enable it in the RAM console, or supply another: {update}"),
            _ when Is("InvalidAccessKeyId") => AppException.AuthFailed(
                $"'{app}': Aliyun does not know the access key ({code}): check access_key_id, or supply a new key: {update}"),
            _ when Is("InvalidSecurityToken") || Is("MissingSecurityToken") => AppException.AuthFailed(
                $"'{app}': the temporary access key is not complete, or no longer valid ({code}): supply access_key_id, "
                + $"access_key_secret and security_token again, or better a RAM user's key: {update}"),
            _ when Is("InvalidTimeStamp") => AppException.Misconfigured(
                $"'{app}': Aliyun refused the request's date ({code}): {Skew(refusal, session)}; set the clock (NTP), then run again"),

            // Another attempt has another nonce.
            "SignatureNonceUsed" => AppException.SourceFailed($"'{app}': Aliyun took the request for a repeated one ({code})"),
            _ when Is("Forbidden") || Is("NoPermission") => AppException.AuthFailed(
                $"'{app}': Aliyun knows the access key but does not let it read events ({code}): give the RAM user or role "
                + "actiontrail:LookupEvents, such as with the policy AliyunActionTrailReadOnlyAccess"),
            _ when Is("Throttling") => AppException.Throttled($"'{app}': Aliyun wants fewer requests ({code})", null),
            _ when refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound => AppException.SourceFailed(
                $"'{app}': Aliyun did not accept the request ({code}, HTTP {(int)refusal.Status})", status: refusal.Status),
            _ => null,
        };

        bool Is(string kind) => code == kind || code.StartsWith($"{kind}.", StringComparison.Ordinal);
    }

    private static string Skew(Answer refusal, Session session)
    {
        var ahead = refusal.Date is { } date ? session.Clock.GetUtcNow() - date : TimeSpan.Zero;
        return "this machine's clock is " + (ahead.Duration() < TimeSpan.FromMinutes(1)
            ? "off"
            : $"{ahead.Duration().TotalMinutes:0} minutes {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} Aliyun's");
    }

    // Anything else could be a text that quotes what was sent.
    private static bool IsWord(string code) =>
        code.Length is > 0 and <= 80 && code.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_');
}
