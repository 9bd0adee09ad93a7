using System.Globalization;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>A moment in ISO 8601, with its offset: <c>2026-01-31T08:00:00Z</c>, <c>2026-01-31T08:00:00.25+01:00</c>.</summary>
public static partial class IsoTime
{
    /// <summary>The moment; one without an offset is refused, for it is another one on each machine.</summary>
    /// <param name="text">Date, <c>T</c>, time (seconds and up to seven decimals may be left out), then <c>Z</c> or an offset.</param>
    /// <param name="what">What the text is called in the message, such as <c>since</c>.</param>
    /// <exception cref="AppException">Misconfigured: it is not such a text, or no date that there is.</exception>
    public static DateTimeOffset Parse(string text, string what = "since") =>
        Shape.IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw AppException.Misconfigured(
                $"{what} {Shown.Of(text)} is no time with its offset: write it like '2026-01-31T08:00:00Z' or '2026-01-31T08:00:00+01:00'");

    internal static string Text(DateTimeOffset time) =>
        time.ToString($"yyyy-MM-ddTHH:mm:ss.FFFFFFF{(time.Offset == TimeSpan.Zero ? "'Z'" : "zzz")}", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Shape { get; }
}
