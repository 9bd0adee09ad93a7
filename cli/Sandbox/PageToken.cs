using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Where a page goes on, as an opaque text: for vendors whose tokens mean nothing to their clients. It is good only for a request that
/// is otherwise the one before.
/// </summary>
/// <param name="After">The number of the event after which the page begins; null for the first event of the window.</param>
/// <param name="Step">How many pages came before: what tells the token after an empty page from the one before it.</param>
public sealed record PageToken(int? After, int Step)
{
    /// <summary>What a request without a token asks for.</summary>
    public static PageToken Start { get; } = new(null, 0);

    /// <summary>The token of the page after this one.</summary>
    /// <param name="after">The number of the last event so far; the same as before, null included, after an empty page.</param>
    public PageToken Then(int? after) => new(after, Step + 1);

    /// <summary>
    /// The token's text: letters, digits, <c>-</c> and <c>_</c>.
    /// </summary>
    /// <param name="fingerprint">See <see cref="Fingerprint"/>.</param>
    public string Write(string fingerprint) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{After}.{Step}.{fingerprint}")));

    /// <summary>The token of a text; null where it is none, or was given for another request.</summary>
    /// <param name="text">What a client sent.</param>
    /// <param name="fingerprint">That of the request that it came with.</param>
    public static PageToken? Read(string text, string fingerprint)
    {
        if (!Base64Url.IsValid(text)
            || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('.') is not [var after, var step, var given]
            || given != fingerprint || Number(step) is not { } steps || (after.Length > 0 && Number(after) is null))
        {
            return null;
        }

        return new(Number(after), steps);
    }

    /// <summary>
    /// What a request asks for, in a few letters: its path and its parameters in the query and the form, in whatever order.
    /// </summary>
    /// <param name="request">The request that a token is given for, or comes with.</param>
    /// <param name="except">The parameters that may differ from page to page: the token itself, and what signs each request anew.</param>
    public static string Fingerprint(SandboxRequest request, params string[] except)
    {
        var parameters = request.Query.Concat(request.Form)
            .Where(parameter => !except.Contains(parameter.Key))
            .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}")
            .Order(StringComparer.Ordinal);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Path}?{string.Join('&', parameters)}"));
        return Base64Url.EncodeToString(hash.AsSpan(0, 9));
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
