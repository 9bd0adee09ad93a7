using System.Globalization;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// How a stream writes a position: a number that means nothing to clients, as a JSON number or as a text.
/// https://developer.box.com/guides/events/parameters/pagination
/// </summary>
/// <param name="First">The number of the beginning.</param>
/// <param name="Step">By how much the number grows with each event.</param>
internal sealed record BoxPosition(long First, long Step)
{
    private static readonly BoxPosition History = new(1_632_893_855, 7);

    // Too large for a double.
    private static readonly BoxPosition Streaming = new(1_152_922_976_252_290_886, 4099);

    /// <summary>Those of <c>admin_logs_streaming</c>, or else of <c>admin_logs</c>.</summary>
    public static BoxPosition Of(bool isStreaming) => isStreaming ? Streaming : History;

    /// <summary>As it stands in an answer.</summary>
    /// <param name="entries">How many entries are before it.</param>
    public string Json(int entries)
    {
        var number = (First + (entries * Step)).ToString(CultureInfo.InvariantCulture);
        return entries % 3 == 1 ? number : $"\"{number}\"";
    }

    /// <returns>How many entries are before a position, or null where a text is none.</returns>
    public int? Read(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= First && (number - First) % Step == 0 && (number - First) / Step is <= int.MaxValue and var entries
            ? (int)entries
            : null;
}
