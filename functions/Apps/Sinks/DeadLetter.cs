using System.Text.Encodings.Web;
using System.Text.Json;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Sinks;

/// <summary>What stands in for an event that the sink did not take: a small event that says where the whole one is.</summary>
public static class DeadLetter
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string FileName(in LogEvent item) => $"{item.EventId}.json";

    /// <summary>
    /// <c>{"dead_letter":{"event_id":…,"bytes":…,"reason":…,"place":…}}</c>, under the same event id as the event itself.
    /// </summary>
    /// <param name="refused">The event, and why it was refused.</param>
    /// <param name="address">The address of the place that took it.</param>
    public static LogEvent StandInFor(RefusedEvent refused, string address)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("dead_letter");
            writer.WriteString("event_id", refused.Event.EventId);
            writer.WriteNumber("bytes", refused.Event.Bytes.Length);
            writer.WriteString("reason", refused.Reason);
            writer.WriteString("place", $"{address}/{FileName(refused.Event)}");
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return refused.Event with { Bytes = json.ToArray() };
    }
}
