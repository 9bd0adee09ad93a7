using System.Net;

namespace StreamAlert.Apps.Http;

/// <summary>
/// How requests reach a vendor: pooled connections, compressed answers, certificates checked, redirects left to the session.
/// </summary>
public static class VendorHandler
{
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // Long enough to serve a run, short enough that a host which moved is found again.
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        UseCookies = false,
    };
}
