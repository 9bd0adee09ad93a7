using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// A vendor's link to its next page as a page token. A link to the host that was asked is kept without its scheme; any other is kept
/// whole. So a link that the vendor itself sent elsewhere, which the session refuses to follow, is told from one that was good until
/// the app was configured for another host.
/// </summary>
internal static class PageLink
{
    /// <param name="link">An absolute URL, as <see cref="PageLayout.Next"/> found it; null for no further page.</param>
    /// <param name="configured">Any address at the configured host.</param>
    public static string? Token(string? link, Uri configured) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && Root(address) == Root(configured)
            ? link![(link!.IndexOf(':', StringComparison.Ordinal) + 1)..]
            : link;

    /// <summary>Where a token leads; null where it is none, or leads to a host that the app is no longer configured for.</summary>
    public static Uri? Address(string token, Uri configured)
    {
        var wasConfigured = token.StartsWith("//", StringComparison.Ordinal);
        return Uri.TryCreate(wasConfigured ? $"{configured.Scheme}:{token}" : token, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && (!wasConfigured || Root(address) == Root(configured)) ? address : null;
    }

    // With user information, so that 'https://vendor@elsewhere/' is not the vendor.
    private static string Root(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
