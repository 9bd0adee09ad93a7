using System.Globalization;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>Where in a window to go on: behind a file, or behind some rows of one. Stands in <see cref="Page.Next"/>.</summary>
/// <param name="Created">When the file was made, UTC.</param>
/// <param name="Id">The file's.</param>
/// <param name="Rows">How many of its rows were read; null where it needs no more reading.</param>
internal sealed record SalesforceBookmark(DateTimeOffset Created, string Id, long? Rows)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <returns>Null where the text is no bookmark.</returns>
    public static SalesforceBookmark? Read(string? token)
    {
        var parts = token?.Split(' ') ?? [];
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (parts.Length is not (2 or 3) || parts[1].Length == 0
            || !DateTimeOffset.TryParseExact(parts[0], TimeFormat, CultureInfo.InvariantCulture, Utc, out var created))
        {
            return null;
        }

        return parts.Length == 2 ? new SalesforceBookmark(created, parts[1], null)
            : long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
                ? new SalesforceBookmark(created, parts[1], rows)
                : null;
    }

    public static SalesforceBookmark Behind(SalesforceFile file, long? rows = null) => new(file.Created, file.Id, rows);

    public bool IsOf(SalesforceFile file) => file.Id == Id && file.Created == Created;

    public override string ToString()
    {
        var created = Created.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{created} {Id}{(Rows is null ? "" : " ")}{Rows}");
    }
}
