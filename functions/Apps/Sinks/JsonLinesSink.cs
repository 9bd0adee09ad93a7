using System.Buffers;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;

namespace StreamAlert.Apps.Sinks;

/// <summary>Events as JSON Lines in a file that grows, or on a stream such as standard output.</summary>
public sealed class JsonLinesSink : ISink
{
    /// <summary>What a line-based reader can be trusted to take.</summary>
    public const long DefaultLongestEvent = 10 << 20;

    private const int Chunk = 256 << 10;

    private readonly ArrayBufferWriter<byte> lines = new(2 * Chunk);
    private readonly Stream stream;
    private readonly long longestEvent;
    private readonly IDisposable? hold;
    private bool isAtLineStart;

    private JsonLinesSink(string address, Stream stream, IDisposable? hold, long longestEvent) =>
        (Address, this.stream, this.hold, this.longestEvent) = (address, stream, hold, longestEvent);

    public string Address { get; }

    /// <summary>Appends to a file, which is made where it is missing, for its owner alone. Others may read it meanwhile, none may write.</summary>
    /// <exception cref="AppException">It cannot be opened.</exception>
    public static JsonLinesSink ToFile(string path, long? longestEvent = null)
    {
        try
        {
            PrivateFiles.CreateMissingFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var file = new FileStream(path, PrivateFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));
            try
            {
                return new JsonLinesSink(path, file, Hold(path, file), longestEvent ?? DefaultLongestEvent) { isAtLineStart = !file.CanSeek };
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (IOException problem) when (PrivateFiles.IsHeldByAnother(problem))
        {
            throw AppException.SinkFailed($"another app or run is writing to {path}: give each app a file of its own", problem);
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            throw AppException.SinkFailed($"events cannot be written to {path}: {problem.Message}", problem);
        }
    }

    public static JsonLinesSink ToStream(string address, Stream stream, long? longestEvent = null) =>
        new(address, stream, null, longestEvent ?? DefaultLongestEvent) { isAtLineStart = true };

    public async Task<Receipt> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            if (!isAtLineStart)
            {
                TornLine.Mend((FileStream)stream);
                isAtLineStart = true;
            }

            var line = new EventLine(delivery.Source, delivery.CollectedAt);
            var refused = new List<RefusedEvent>();
            var accepted = 0;
            for (var at = 0; at < delivery.Events.Count; at++)
            {
                var item = delivery.Events[at];
                if (item.Bytes.Length > longestEvent)
                {
                    refused.Add(new RefusedEvent(item, $"{item.Bytes.Length} bytes, where at most {longestEvent} fit"));
                    continue;
                }

                line.Write(item, lines);
                accepted++;
                if (lines.WrittenCount >= Chunk)
                {
                    await FlushLinesAsync(cancellationToken);
                }
            }

            await FlushLinesAsync(cancellationToken);
            (stream as FileStream)?.Flush(flushToDisk: true);
            await stream.FlushAsync(cancellationToken);
            return new Receipt(accepted, refused);
        }
        catch (Exception problem)
        {
            // What was written of the line at hand is mended before anything else is appended.
            isAtLineStart = stream is not FileStream { CanSeek: true };
            lines.ResetWrittenCount();
            throw PrivateFiles.IsTrouble(problem) ? AppException.SinkFailed($"events cannot be written to {Address}: {problem.Message}", problem) : problem;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        hold?.Dispose();
    }

    // Where locks are only advice, one on the file itself keeps out readers as well, or else no writer. The file of this lock stays, for
    // were it removed, one could hold the removed file and another the next of that name. Pipes and devices need none.
    private static FileStream? Hold(string path, FileStream file)
    {
        if (!file.CanSeek || path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            return null;
        }

        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        var beside = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.lock");
        return new FileStream(beside, PrivateFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
    }

    private async Task FlushLinesAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(lines.WrittenMemory, cancellationToken);
        lines.ResetWrittenCount();
    }
}
