using System.Text.Json;

namespace StreamAlert.Apps.Contract;

/// <summary>Reads one event after another: where it ends, when it happened, and what identifies it.</summary>
internal sealed class EventWalk
{
    private const int TimeMet = 1;

    private readonly ReadOnlyMemory<byte> body;
    private readonly JsonPaths paths;
    private readonly JsonPaths.Meet meet;
    private readonly Range[] ids;
    private readonly IdentityHash identity;
    private DateTimeOffset? time;

    /// <param name="layout">Where time and id are.</param>
    /// <param name="scope">The app's type.</param>
    /// <param name="body">What the events are slices of.</param>
    public EventWalk(PageLayout layout, string scope, ReadOnlyMemory<byte> body)
    {
        (this.body, ids, identity) = (body, new Range[layout.Id.Count], new IdentityHash(scope));
        paths = new JsonPaths([layout.Time, .. layout.Id]);
        meet = Meet;
    }

    /// <param name="reader">Stands at the start of a value, and afterwards at its end.</param>
    /// <param name="keep">Whether an event of this time belongs to the window; null for all.</param>
    /// <returns>The event, or null where it does not belong to the window.</returns>
    public LogEvent? Read(ref Utf8JsonReader reader, Func<DateTimeOffset?, bool>? keep)
    {
        var start = (int)reader.TokenStartIndex;
        time = null;
        ids.AsSpan().Clear();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            paths.Walk(ref reader, meet);
        }
        else
        {
            reader.Skip();
        }

        if (keep is not null && !keep(time))
        {
            return null;
        }

        var bytes = body[start..(int)reader.BytesConsumed];
        var hasId = ids.Length > 0 && !ids.AsSpan().Contains(default);
        return new LogEvent(bytes, hasId ? identity.OfParts(body.Span, ids) : identity.OfBytes(bytes.Span), hasId, time);
    }

    // The time can be a part of the identity as well. An empty id tells nothing apart.
    private void Meet(ref Utf8JsonReader reader, int met)
    {
        time = (met & TimeMet) != 0 ? EventTime.Read(ref reader) : time;
        var start = (int)reader.TokenStartIndex;
        var isMissing = reader.TokenType == JsonTokenType.Null || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty);
        reader.Skip();
        for (var id = 0; id < ids.Length; id++)
        {
            if ((met & (TimeMet << (id + 1))) != 0)
            {
                ids[id] = isMissing ? default : start..(int)reader.BytesConsumed;
            }
        }
    }
}
