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

    /// <exception cref="SandboxRefusal">The request is not let in.</exception>
    public static void Check(SandboxRequest request)
    {
        var (integrationKey, signature) =
            Credentials(request.Header("Authorization") ?? "") ?? throw new SandboxRefusal(DuoRefusal.NoCredentials);

        // Some clients cannot set Date, and send this instead.
        var date = request.Header("X-Duo-Date") ?? request.Header("Date") ?? "";
        if (!DateTimeOffset.TryParseExact(date, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            || (time - request.Now).Duration() > Tolerance)
        {
            throw new SandboxRefusal(DuoRefusal.BadTimestamp);
        }

        if (integrationKey != DuoCredentials.IntegrationKey)
        {
            throw new SandboxRefusal(DuoRefusal.UnknownIntegrationKey);
        }

        // A client that was only pointed here may still sign for Duo's host.
        string[] hosts = [request.Host, new HostString(request.Host).Host, DuoCredentials.ApiHostname];
        var canonical = DuoSignature.Canonical(request.Query);
        if (!hosts.Any(host => DuoSignature.Matches(
            signature, DuoSignature.TextToSign(date, request.Method, host, request.Path, canonical), DuoCredentials.SecretKey)))
        {
            throw new SandboxRefusal(DuoRefusal.WrongSignature);
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
