using System.Globalization;

namespace StreamAlert.Apps.Services;

/// <summary>
/// Where in a window of a workspace's log to go on: <c>c:</c> and Slack's cursor, or <c>p:</c>, the number of a page, <c>:</c>, and how
/// many entries Slack had in all when it was named.
/// </summary>
/// <param name="Cursor">Null for a page by number.</param>
/// <param name="Number">The number of the page, from 1 on; 1 with a cursor.</param>
/// <param name="Total">Null where Slack did not say, and with a cursor.</param>
internal sealed record SlackPlace(string? Cursor, int Number, string? Total)
{
    private const string ByCursor = "c:";
    private const string ByNumber = "p:";

    /// <returns>Null where the token is none.</returns>
    public static SlackPlace? Read(string token) =>
        token.StartsWith(ByCursor, StringComparison.Ordinal) ? new(token[ByCursor.Length..], 1, null)
        : token.StartsWith(ByNumber, StringComparison.Ordinal)
            && token[ByNumber.Length..].Split(':') is [var page, var total]
            && int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(null, number, total.Length > 0 ? total : null)
        : null;

    public override string ToString() =>
        Cursor is not null ? ByCursor + Cursor : string.Create(CultureInfo.InvariantCulture, $"{ByNumber}{Number}:{Total}");
}
