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
    private readonly long longestEvent;
    private readonly Stream? given;
    private LinesFile? file;

    private JsonLinesSink(string address, Stream? given, long? longestEvent) =>
        (Address, this.given, this.longestEvent) = (address, given, longestEvent ?? DefaultLongestEvent);

    public string Address { get; }

    /// <summary>Appends to a file, which is opened with the first delivery: who is not allowed to collect leaves it alone.</summary>
    public static JsonLinesSink ToFile(string path, long? longestEvent = null) => new(path, null, longestEvent);

    public static JsonLinesSink ToStream(string address, Stream stream, long? longestEvent = null) => new(address, stream, longestEvent);

    public async Task<Receipt> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            var to = given ?? (file ??= LinesFile.Open(Address)).Stream;
            var receipt = await WriteAsync(delivery, to, cancellationToken);
            (to as FileStream)?.Flush(flushToDisk: true);
            await to.FlushAsync(cancellationToken);
            return receipt;
        }
        catch (IOException conflict) when (PrivateFiles.IsHeldByAnother(conflict))
        {
            StartOver();
            throw AppException.SinkFailed($"another app or run is writing to {Address}: give each app a file of its own", conflict);
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            StartOver();
            throw AppException.SinkFailed($"events cannot be written to {Address}: {problem.Message}", problem);
        }
        catch
        {
            StartOver();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        CloseFile();
        return given?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private async Task<Receipt> WriteAsync(Delivery delivery, Stream to, CancellationToken cancellationToken)
    {
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
                await FlushLinesAsync(to, cancellationToken);
            }
        }

        await FlushLinesAsync(to, cancellationToken);
        return new Receipt(accepted, refused);
    }

    // A line that was begun is mended when the file is opened again.
    private void StartOver()
    {
        CloseFile();
        lines.ResetWrittenCount();
    }

    private void CloseFile()
    {
        file?.Dispose();
        file = null;
    }

    private async Task FlushLinesAsync(Stream to, CancellationToken cancellationToken)
    {
        await to.WriteAsync(lines.WrittenMemory, cancellationToken);
        lines.ResetWrittenCount();
    }
}
