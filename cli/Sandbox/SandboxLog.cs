using System.Buffers;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// One log of a service, oldest event first. An event is computed from its number, 0 to <see cref="Count"/> - 1, whenever it is asked
/// for: nothing is stored, and the same options give the same bytes.
/// </summary>
public sealed class SandboxLog
{
    private const int MostBytes = 4096;

    private readonly SandboxOptions options;
    private readonly LogTimes times;
    private readonly EventWriter write;
    private readonly bool hasGaps;

    internal SandboxLog(SandboxOptions options, LogTimes times, EventWriter write, bool hasGaps)
    {
        (this.options, this.times, this.write, this.hasGaps) = (options, times, write, hasGaps);
        Quota = new RequestQuota(options.RequestsPerMinute, options.Clock);
    }

    public int Count => times.Count;

    internal RequestQuota Quota { get; }

    /// <summary>The time of an event in UTC, to the millisecond: what the log is filtered and paged by.</summary>
    public DateTimeOffset TimeOf(int i) => times.Of(i);

    /// <summary>From when on an event is listed, in UTC.</summary>
    public DateTimeOffset ListedFrom(int i) => times.ListedFrom(i);

    /// <summary>Writes the event's text, without anything before or after it.</summary>
    public void Write(int i, IBufferWriter<byte> to)
    {
        Span<byte> text = stackalloc byte[MostBytes];
        var time = times.Precise(i);
        i = times.Original(i);
        var length = write(i, time, text);
        if (!hasGaps)
        {
            to.Write(text[..length]);
            return;
        }

        // Lines of the templates are for their reader; what stands between them in an event differs from event to event.
        var gap = (i % 7) switch { 6 => "\n    "u8, 4 => " "u8, 2 => " \t "u8, _ => ""u8 };
        for (var rest = text[..length]; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n');
            to.Write(end < 0 ? rest : rest[..end]);
            to.Write(end < 0 ? ""u8 : gap);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }
    }

    public byte[] Event(int i)
    {
        var bytes = new ArrayBufferWriter<byte>(2048);
        Write(i, bytes);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>One page of the events that are listed now.</summary>
    /// <param name="from">The earliest time that an event may have.</param>
    /// <param name="before">The time that all events are before.</param>
    /// <param name="after">The number of the event after which, in the page's order, the page begins; null for the first page.</param>
    /// <param name="descending">Whether the newest event comes first.</param>
    /// <param name="most">How many events were asked for, 1 or more; <see cref="SandboxOptions.PageSize"/> can make it fewer.</param>
    public LogSlice Slice(DateTimeOffset from, DateTimeOffset before, int? after, bool descending, int most)
    {
        var view = times.At(options.Clock.GetUtcNow());
        var (first, end) = (times.CountBefore(from), Math.Min(times.CountBefore(before), view.End));
        var step = descending ? -1 : 1;
        var i = descending ? Math.Min(end, after ?? end) - 1 : Math.Max(first, (after + 1) ?? first);
        most = Math.Min(most, options.PageSize);
        var numbers = new List<int>(Math.Clamp(end - first, 0, most));
        for (; i >= first && i < end; i += step)
        {
            if (!view.Lists(i))
            {
                continue;
            }

            if (numbers.Count == most)
            {
                return new(numbers, numbers[^1], view.Count(first, end));
            }

            numbers.Add(i);
        }

        return new(numbers, null, view.Count(first, end));
    }

    /// <summary>
    /// The numbers of all events of a window that are listed now, oldest first, whatever the page size: for vendors that give files.
    /// </summary>
    public IEnumerable<int> Listed(DateTimeOffset from, DateTimeOffset before)
    {
        var view = times.At(options.Clock.GetUtcNow());
        var (first, end) = (times.CountBefore(from), Math.Min(times.CountBefore(before), view.End));
        return Enumerable.Range(first, Math.Max(0, end - first)).Where(view.Lists);
    }
}
