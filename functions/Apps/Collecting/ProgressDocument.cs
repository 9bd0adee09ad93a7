using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;

namespace StreamAlert.Apps.Collecting;

/// <summary>Progress to and from the state document: the watermark where the original has it, all else inside <c>context</c>.</summary>
internal static class ProgressDocument
{
    public static Progress Read(StateDocument document, AppIntegration app)
    {
        var context = document.Context;
        var known = new Progress
        {
            NotBefore = Time(context, "not_before"),
            Outcome = Outcomes.Parse(Text(context, "outcome")),
            Message = Text(context, "message"),
            Reads = Number(context, "reads"),
            LastStart = Time(context, "last_start"),
            LastSuccess = Time(context, "last_success"),
            LastTally = context["last_run"] is JsonObject last ? ReadTally(last) : null,
        };

        // Where the watermark was changed by the original, or by hand, what we know beyond it is no longer true.
        var watermark = Time(context, "watermark");
        if (watermark is null || !Timestamps.Same(document.LastTimestamp, Timestamps.Write(watermark, app)))
        {
            var taken = Timestamps.Read(document.LastTimestamp);
            return known with { Watermark = taken, Start = taken };
        }

        return known with
        {
            Watermark = watermark,
            Start = Time(context, "start") ?? watermark,
            Swept = Time(context, "swept"),
            Sweep = Time(context, "sweep_opened") is { } opened && Time(context, "sweep_read_to") is { } readTo
                ? new SweepUnderway(opened, readTo)
                : null,
            Position = Text(context, "position"),
            Window = context["window"] is JsonObject window ? ReadWindow(window) : null,
            Seen = context["seen"]?.DeepClone() as JsonObject,
        };
    }

    public static void Write(Progress progress, StateDocument document, AppIntegration app)
    {
        document.LastTimestamp = Timestamps.Write(progress.Watermark, app);
        var context = document.Context;
        Set(context, "watermark", StateDocument.WriteTime(progress.Watermark));
        Set(context, "start", StateDocument.WriteTime(progress.Start));
        Set(context, "swept", StateDocument.WriteTime(progress.Swept));
        Set(context, "sweep_opened", StateDocument.WriteTime(progress.Sweep?.Opened));
        Set(context, "sweep_read_to", StateDocument.WriteTime(progress.Sweep?.ReadTo));
        Set(context, "window", progress.Window is { } window ? WriteWindow(window) : null);
        Set(context, "position", progress.Position);
        Set(context, "reads", progress.Reads);
        Set(context, "not_before", StateDocument.WriteTime(progress.NotBefore));
        Set(context, "outcome", progress.Outcome?.ToText());
        Set(context, "message", progress.Message);
        Set(context, "last_start", StateDocument.WriteTime(progress.LastStart));
        Set(context, "last_success", StateDocument.WriteTime(progress.LastSuccess));
        Set(context, "last_run", progress.LastTally is { } tally ? WriteTally(tally) : null);
        SetSeen(context, progress.Seen);
    }

    // By far the largest: put in as it is, unless it stands in another document.
    private static void SetSeen(JsonObject context, JsonObject? seen)
    {
        if (!ReferenceEquals(context["seen"], seen))
        {
            Set(context, "seen", seen?.Parent is null ? seen : seen.DeepClone());
        }
    }

    private static JsonObject WriteWindow(Window window)
    {
        var json = new JsonObject
        {
            ["from"] = StateDocument.WriteTime(window.From),
            ["to"] = StateDocument.WriteTime(window.To),
            ["opened"] = StateDocument.WriteTime(window.Opened),
            ["read"] = window.Read,
        };
        Set(json, "sweep", window.IsSweep ? true : null);
        Set(json, "sweep_part", window.IsSweepPart ? true : null);
        Set(json, "token", window.Token);
        Set(json, "vouched_to", StateDocument.WriteTime(window.VouchedTo));
        Set(json, "missing_from", StateDocument.WriteTime(window.MissingFrom));
        return json;
    }

    private static Window? ReadWindow(JsonObject json) =>
        Time(json, "from") is { } from && Time(json, "to") is { } to && Time(json, "opened") is { } opened
            ? new Window(from, to, opened, Number(json, "read"))
            {
                IsSweep = Flag(json, "sweep"),
                IsSweepPart = Flag(json, "sweep_part"),
                Token = Text(json, "token"),
                VouchedTo = Time(json, "vouched_to"),
                MissingFrom = Time(json, "missing_from"),
            }
            : null;

    private static JsonObject WriteTally(Tally tally) => new()
    {
        ["pages"] = tally.Pages,
        ["read"] = tally.Read,
        ["delivered"] = tally.Delivered,
        ["repeated"] = tally.Repeated,
        ["dead_lettered"] = tally.DeadLettered,
    };

    private static Tally ReadTally(JsonObject json) => new(
        Number(json, "pages"),
        Number(json, "read"),
        Number(json, "delivered"),
        Number(json, "repeated"),
        Number(json, "dead_lettered"));

    private static void Set(JsonObject json, string key, JsonNode? value)
    {
        if (value is null)
        {
            json.Remove(key);
        }
        else
        {
            json[key] = value;
        }
    }

    private static string? Text(JsonObject json, string key) =>
        json[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool Flag(JsonObject json, string key) => json[key] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static long Number(JsonObject json, string key) =>
        json[key] is JsonValue value && value.TryGetValue<long>(out var number) ? number : 0;

    private static DateTimeOffset? Time(JsonObject json, string key) => StateDocument.ReadTime(json[key]);
}
