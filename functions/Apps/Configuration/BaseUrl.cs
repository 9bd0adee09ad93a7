using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>The host that an app talks to in place of its vendor's own: a sandbox, a government cloud, a test server.</summary>
public static class BaseUrl
{
    /// <summary>The address without slashes at the end of its path (a bare host keeps the one that every URI has).</summary>
    /// <param name="text">
    /// Absolute; https, or http where the host is localhost, 127.0.0.0/8 or ::1; without user, query and fragment.
    /// </param>
    /// <exception cref="AppException">
    /// Misconfigured: says what is wrong, and never repeats the address, which could hold a secret.
    /// </exception>
    public static Uri Check(string text)
    {
        if (text.Any(letter => letter is '\\' || char.IsWhiteSpace(letter) || char.IsControl(letter))
            || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp)
            || !text.StartsWith($"{url.Scheme}://", StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong("must be an absolute https address");
        }

        if (text.Split('/')[2].Contains('@'))
        {
            throw Wrong("must not hold a user or password: credentials belong to the app's secret");
        }

        if (text.IndexOfAny(['?', '#']) >= 0)
        {
            throw Wrong("must end with its path: leave out what begins with '?' or '#'");
        }

        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
        {
            throw Wrong("must be https: http is only for this machine (localhost, 127.0.0.1, [::1])");
        }

        return new UriBuilder(url) { Path = url.AbsolutePath.TrimEnd('/') }.Uri;
    }

    private static AppException Wrong(string problem) =>
        AppException.Misconfigured($"base_url {problem}, for example https://api.example.com");
}
