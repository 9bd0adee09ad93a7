using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;

namespace StreamAlert.Apps.Contract;

/// <summary>Reads an event's own time, in any of the forms that vendors write it in; without an offset it is UTC.</summary>
internal static class EventTime
{
    private const double FirstMillisecond = 1e11;

    /// <returns>The time, UTC; null where the value is none.</returns>
    public static DateTimeOffset? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetDouble(out var number) ? FromUnix(number) : null;
            // Read as an offset time, one without an offset would be the machine's local time.
            case JsonTokenType.String when reader.TryGetDateTime(out var exact):
                return exact.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(exact, TimeSpan.Zero) : exact.ToUniversalTime();
            case JsonTokenType.String when !reader.ValueIsEscaped
                && Utf8Parser.TryParse(reader.ValueSpan, out double seconds, out var used)
                && used == reader.ValueSpan.Length:
                return FromUnix(seconds);
            case JsonTokenType.String:
                return FromText(ref reader);
            default:
                return null;
        }
    }

    // Forms that ISO 8601 knows and the reader does not, such as +0000: rare enough to be read as text.
    private static DateTimeOffset? FromText(ref Utf8JsonReader reader)
    {
        try
        {
            const DateTimeStyles Utc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
            return DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, Utc, out var time) ? time : null;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate, or bytes that are no UTF-8: valid JSON to the reader, but no text.
            return null;
        }
    }

    private static DateTimeOffset? FromUnix(double number)
    {
        var milliseconds = number >= FirstMillisecond ? number : number * 1000;
        return milliseconds is >= -6.2e13 and <= 2.5e14 ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
    }
}
