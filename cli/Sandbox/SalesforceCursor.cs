using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>Where in what a query finds a page begins.</summary>
/// <param name="Soql">The query.</param>
/// <param name="Skip">How many files are on the pages before.</param>
/// <param name="Step">How many pages came before: what tells the cursor after an empty page from the one before it.</param>
/// <param name="AsOf">When the query was asked, UTC: its later pages are of what was listed then.</param>
internal sealed record SalesforceCursor(string Soql, int Skip, int Step, DateTimeOffset AsOf)
{
    private const string Prefix = "01g";

    public static SalesforceCursor Start(string soql, DateTimeOffset now) => new(soql, 0, 0, now);

    /// <returns>Null where the text is no cursor.</returns>
    public static SalesforceCursor? Read(string text)
    {
        var inner = text.AsSpan(text.StartsWith(Prefix, StringComparison.Ordinal) ? Prefix.Length : text.Length);
        return Base64Url.IsValid(inner) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(inner)).Split('|', 4)
            is [var skip, var step, var asOf, var soql]
            && Number(skip, int.MaxValue) is { } files && Number(step, int.MaxValue) is { } pages
            && Number(asOf, DateTimeOffset.MaxValue.Ticks) is { } ticks
            ? new SalesforceCursor(soql, (int)files, (int)pages, new DateTimeOffset(ticks, TimeSpan.Zero))
            : null;
    }

    public SalesforceCursor Then(int files) => this with { Skip = Skip + files, Step = Step + 1 };

    public override string ToString() => Prefix + Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Skip}|{Step}|{AsOf.UtcTicks}|{Soql}")));

    private static long? Number(string text, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}
