using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.State;

/// <summary>
/// The original's state document, <c>{"last_timestamp": …, "current_state": …, "context": {…}}</c>, with all that is ours inside
/// <c>context</c>. Keys that nobody here knows survive.
/// </summary>
public sealed class StateDocument
{
    public const string Running = "running";
    public const string Partial = "partial";
    public const string Succeeded = "succeeded";
    public const string Failed = "failed";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly JsonObject root;

    private StateDocument(JsonObject root, JsonObject context) => (this.root, Context) = (root, context);

    /// <summary>The watermark in the service's own format: a number or a text; null where nothing was collected yet.</summary>
    public JsonNode? LastTimestamp
    {
        get => root["last_timestamp"];
        set => root["last_timestamp"] = value;
    }

    /// <summary>One of the original's four states; null before the first run.</summary>
    public string? CurrentState
    {
        get => Text(root["current_state"]);
        set => root["current_state"] = value;
    }

    public JsonObject Context { get; }

    /// <summary>The lease that was taken last; null before the first.</summary>
    public LeaseTerms? Lease
    {
        get => Context["lease"] is JsonObject lease && lease["fence"] is JsonValue fence && fence.TryGetValue<long>(out var number)
            ? new LeaseTerms(Text(lease["owner"]) ?? "an unknown run", ReadTime(lease["expires"]) ?? DateTimeOffset.MinValue, number)
            : null;
        set => Context["lease"] = value is null ? null : new JsonObject
        {
            ["owner"] = value.Owner,
            ["expires"] = WriteTime(value.Expires),
            ["fence"] = value.Fence,
        };
    }

    public static StateDocument Empty() => Of(new JsonObject
    {
        ["last_timestamp"] = null,
        ["current_state"] = null,
        ["context"] = new JsonObject(),
    });

    /// <exception cref="AppException">It is no such document; <paramref name="where"/> is named, and nothing is thrown away.</exception>
    public static StateDocument Parse(ReadOnlySpan<byte> json, string where)
    {
        try
        {
            if (JsonNode.Parse(json, documentOptions: Strict) is JsonObject root && root["context"] is null or JsonObject)
            {
                // Texts are read when they are needed: one that is none, such as a lone surrogate, shall show now.
                root.ToJsonString();
                return Of(root);
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw Broken(where, problem);
        }

        throw Broken(where, null);
    }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(root);

    /// <summary>A copy that can be changed on its own.</summary>
    public StateDocument Copy() => Of((JsonObject)root.DeepClone());

    /// <summary>Times stand as ISO 8601 in UTC.</summary>
    public static JsonNode? WriteTime(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);

    public static DateTimeOffset? ReadTime(JsonNode? node) =>
        Text(node) is { } text
        && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static StateDocument Of(JsonObject root)
    {
        if (root["context"] is not JsonObject context)
        {
            root["context"] = context = [];
        }

        return new StateDocument(root, context);
    }

    private static AppException Broken(string where, Exception? problem) => AppException.StateFailed(
        $"the state in {where} is not a state document; "
        + "put a good copy there, or move it away to start anew from the app's 'since'",
        problem);
}
