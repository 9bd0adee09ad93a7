using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Lets in the requests that Aliyun would let in: signed in either way with a known key, made just now, and sent for the first time.
/// </summary>
internal sealed class AliyunAuthorization
{
    private const int MostNonces = 10_000;

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);
    private static readonly string[] MustBeSigned =
        ["host", "x-acs-action", "x-acs-content-sha256", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"];

    private readonly ConcurrentDictionary<string, bool> nonces = new(StringComparer.Ordinal);

    /// <returns>The operation that is asked for, and its version.</returns>
    /// <exception cref="SandboxRefusal">The request is not let in.</exception>
    public (string? Action, string? Version) Check(SandboxRequest request, ILookup<string, string> parameters) =>
        request.Header("Authorization") is { } authorization ? CheckAcs3(request, authorization) : CheckRpc(request, parameters);

    private (string?, string?) CheckAcs3(SandboxRequest request, string authorization)
    {
        var given = AliyunAcs3Signature.Read(authorization)
            ?? throw new SandboxRefusal(AliyunRefusal.Incomplete, "Authorization is no signature ACS3-HMAC-SHA256");
        if (MustBeSigned.Except(given.SignedHeaders).FirstOrDefault() is { } unsigned)
        {
            throw new SandboxRefusal(AliyunRefusal.Incomplete, $"{unsigned} is not signed");
        }

        if (request.Header("x-acs-content-sha256") != Convert.ToHexStringLower(SHA256.HashData(request.Body.Span)))
        {
            throw new SandboxRefusal(AliyunRefusal.Incomplete, "x-acs-content-sha256 is not the hash of the body");
        }

        var text = AliyunAcs3Signature.TextToSign(given.CanonicalRequest(request.Method, request.Query, request.Header, request.Body.Span));
        Check(
            request, given.AccessKeyId, request.Header("x-acs-security-token"), request.Header("x-acs-date"),
            request.Header("x-acs-signature-nonce"), given.Signature,
            AliyunAcs3Signature.Sign(text, AliyunCredentials.AccessKeySecret), text);
        return (request.Header("x-acs-action"), request.Header("x-acs-version"));
    }

    private (string?, string?) CheckRpc(SandboxRequest request, ILookup<string, string> parameters)
    {
        string? Value(string name) => parameters[name].FirstOrDefault();
        if ((Value("SignatureMethod"), Value("SignatureVersion")) is not ("HMAC-SHA1", "1.0"))
        {
            throw new SandboxRefusal(AliyunRefusal.Incomplete, "the request is not signed, or in a way that Aliyun does not know");
        }

        if (Value("Format") != "JSON")
        {
            throw request.Wrong("Format", "Format is not JSON");
        }

        var text = AliyunRpcSignature.TextToSign(
            request.Method, parameters.SelectMany(values => values, (values, value) => KeyValuePair.Create(values.Key, value)));
        Check(
            request, Value("AccessKeyId"), Value("SecurityToken"), Value("Timestamp"), Value("SignatureNonce"), Value("Signature"),
            AliyunRpcSignature.Sign(text, AliyunCredentials.AccessKeySecret), text);
        return (Value("Action"), Value("Version"));
    }

    private void Check(
        SandboxRequest request, string? key, string? token, string? date, string? nonce, string? signature, string expected, string text)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(date, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, Utc, out var time))
        {
            throw new SandboxRefusal(
                AliyunRefusal.Of(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted."),
                "the date is not as Aliyun writes it");
        }

        if ((time - request.Now).Duration() > Tolerance)
        {
            throw new SandboxRefusal(AliyunRefusal.Untimely);
        }

        if (key != AliyunCredentials.AccessKeyId)
        {
            throw new SandboxRefusal(AliyunRefusal.UnknownKey);
        }

        if (token is not null)
        {
            throw new SandboxRefusal(AliyunRefusal.ForeignToken);
        }

        if (signature != expected)
        {
            throw new SandboxRefusal(AliyunRefusal.WrongSignature(text));
        }

        if (nonces.Count >= MostNonces)
        {
            nonces.Clear();
        }

        if (nonce is not { Length: > 0 } || !nonces.TryAdd(nonce, true))
        {
            throw new SandboxRefusal(AliyunRefusal.UsedNonce, "the nonce is missing, or was used already");
        }
    }
}
