using System.Text.Json.Nodes;

namespace StreamAlert.Apps.Collecting;

/// <summary>What the state says of the remembered events: <c>{"width": seconds, "next": part, "buckets": […]}</c>.</summary>
internal static class SeenManifest
{
    public static JsonObject Write(SortedList<long, SeenBucket> buckets, TimeSpan width, long next)
    {
        var list = new JsonArray();
        foreach (var (slot, bucket) in buckets)
        {
            if (bucket.Count > 0)
            {
                list.Add(new JsonObject
                {
                    ["slot"] = slot,
                    ["count"] = bucket.Count,
                    ["ids"] = Convert.ToBase64String(SeenBucket.ToBytes(bucket.Fresh, bucket.Fresh.Count)),
                    ["parts"] = new JsonArray([.. bucket.Parts.Select(part => (JsonNode)part)]),
                });
            }
        }

        return new JsonObject { ["width"] = width.TotalSeconds, ["next"] = next, ["buckets"] = list };
    }

    public static TimeSpan? ReadWidth(JsonObject? manifest) =>
        manifest?["width"] is JsonValue value && value.TryGetValue<double>(out var seconds) && seconds >= 1
            ? TimeSpan.FromSeconds(seconds)
            : null;

    public static long ReadNext(JsonObject? manifest) =>
        manifest?["next"] is JsonValue value && value.TryGetValue<long>(out var next) ? next : 0;

    // What cannot be read is left out: it costs repeats, never events.
    public static IEnumerable<KeyValuePair<long, SeenBucket>> ReadBuckets(JsonObject? manifest)
    {
        foreach (var item in (manifest?["buckets"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (item["slot"] is JsonValue slot && slot.TryGetValue<long>(out var number)
                && item["count"] is JsonValue count && count.TryGetValue<int>(out var known))
            {
                yield return KeyValuePair.Create(number, new SeenBucket
                {
                    Count = known,
                    Fresh = [.. ReadIds(item["ids"])],
                    Parts = [.. (item["parts"] as JsonArray ?? []).OfType<JsonValue>().Select(part => part.ToString())],
                });
            }
        }
    }

    private static IEnumerable<UInt128> ReadIds(JsonNode? node)
    {
        var text = (node as JsonValue)?.TryGetValue<string>(out var known) == true ? known : "";
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? SeenBucket.FromBytes(bytes.AsMemory(0, length)) : [];
    }
}
