using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Lets in the requests that Duo would let in: of a known integration, signed with its secret key, and made just now.
/// https://duo.com/docs/adminapi#authentication
/// </summary>
internal static class DuoAuthorization
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private static readonly string[] DateForms = ["ddd, d MMM yyyy HH:mm:ss zzz", "ddd, d MMM yyyy HH:mm:ss 'GMT'"];

    /// <exception cref="DuoRefusal">The request is not let in.</exception>
    public static void Check(HttpRequest request, IReadOnlyList<KeyValuePair<string, string>> parameters, DateTimeOffset now)
    {
        var (integrationKey, signature) = Credentials(request.Headers.Authorization.ToString()) ?? throw DuoRefusal.NoCredentials;

        // Some clients cannot set Date, and send this instead.
        var date = request.Headers["X-Duo-Date"].FirstOrDefault() ?? request.Headers.Date.ToString();
        if (!DateTimeOffset.TryParseExact(date, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || (time - now).Duration() > Tolerance)
        {
            throw DuoRefusal.BadTimestamp;
        }

        if (integrationKey != DuoCredentials.IntegrationKey)
        {
            throw DuoRefusal.UnknownIntegrationKey;
        }

        // A client that was only pointed here may still sign for Duo's host.
        string[] hosts = [request.Host.Value ?? "", request.Host.Host, DuoCredentials.ApiHostname];
        var canonical = DuoSignature.Canonical(parameters);
        if (!hosts.Any(host => DuoSignature.Matches(
            signature, DuoSignature.TextToSign(date, request.Method, host, request.Path.ToString(), canonical), DuoCredentials.SecretKey)))
        {
            throw DuoRefusal.WrongSignature;
        }
    }

    private static (string IntegrationKey, string Signature)? Credentials(string authorization)
    {
        const string Scheme = "Basic ";
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[authorization.Length];
        return Convert.TryFromBase64String(authorization[Scheme.Length..], bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':') is [var key, var signature]
            ? (key, signature)
            : null;
    }
}
