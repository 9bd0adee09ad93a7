using System.Globalization;
using System.Net;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>What a vendor answers where it is asked for a token: https://www.rfc-editor.org/rfc/rfc6749#section-5</summary>
internal static class TokenAnswer
{
    // Where the vendor does not say; one that ends earlier is refused, and renewed then.
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan SkewWorthMending = TimeSpan.FromSeconds(10);

    /// <exception cref="AppException">It is no token.</exception>
    public static (AccessToken Token, TimeSpan Lifetime) Read(Answer answer, LogSource source)
    {
        var token = answer.Find("access_token") is { Length: > 0 } value && value.All(letter => letter is > ' ' and <= '~')
            ? new AccessToken(value)
            {
                Instance = Uri.TryCreate(answer.Find("instance_url"), UriKind.Absolute, out var instance) ? instance : null,
            }
            : throw AppException.SourceFailed(
                $"'{source.App}': {source.Service} was asked for a token and answered without one"
                + (answer.IsWebPage ? ": a web page, of a proxy or under maintenance" : ""));
        var seconds = answer.Find("expires_in") is { } text
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number is >= 0 and < 1e9 ? number : DefaultLifetime.TotalSeconds;
        return (token, TimeSpan.FromSeconds(seconds));
    }

    /// <summary>The vendor's time, where its clock may be why it refused a request that was made by ours; else null.</summary>
    public static DateTimeOffset? Correction(Answer refusal, DateTimeOffset now) =>
        refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized
            && refusal.Date is { } date && (date - now).Duration() >= SkewWorthMending ? date : null;

    /// <summary>What a refusal means where the service itself does not know better; null where it is not about the credentials.</summary>
    public static AppException? Explain(Answer refusal, AppIntegration app, LogSource source) =>
        refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? AppException.AuthFailed(
                $"'{source.App}': {source.Service} gives no token for the credentials{Code(refusal)}: check "
                + $"{string.Join(", ", app.RequiredAuthInfo.Select(field => field.Name))}, then run: {source.UpdateAuth}")
            : null;

    // Codes are words; anything else could be a text that quotes what was sent.
    private static string Code(Answer refusal) =>
        refusal.Find("error") is { Length: > 0 and <= 60 } code && code.All(letter => char.IsAsciiLetterLower(letter) || letter == '_')
            ? $" ({code})"
            : $" (HTTP {(int)refusal.Status})";
}
