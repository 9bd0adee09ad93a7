using System.Text;
using System.Text.Json;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Sinks;

namespace StreamAlert.Apps.Tests.Sinks;

/// <summary>Deliveries of an app whose name is not the easiest.</summary>
internal static class Deliveries
{
    public static readonly LogSource Source = new("duo \"prod\" é", "sa_prod_duo_auth_duo_prod_app", "prod", "duo", "duo_auth", "duo:authentication");

    public static Delivery Of(params IEnumerable<string> events) => new(
        Source, new DateTimeOffset(2026, 3, 29, 12, 0, 0, 123, TimeSpan.Zero), [.. events.Select((text, at) => Event(text, at))]);

    public static LogEvent Event(string text, int id) => new(Encoding.UTF8.GetBytes(text), (UInt128)id + 1, HasVendorId: true, null);

    /// <summary>The events that lines hold, as they stand there; each line must be whole JSON.</summary>
    public static List<string> EventsIn(string lines) =>
    [
        .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("event").GetRawText();
        }),
    ];
}
