using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>One answer to one request. It is made for that request: once it is sent, its memory serves another.</summary>
public sealed class SandboxReply(int status = 200)
{
    // Pages are large, and as many as there are requests.
    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> Buffers = [];

    private ArrayBufferWriter<byte> buffer = Buffers.TryTake(out var used) ? used : new(64 * 1024);

    /// <summary>The HTTP status.</summary>
    public int Status => status;

    public string ContentType { get; init; } = "application/json";

    /// <summary>Headers beside <c>Content-Type</c>, <c>Content-Length</c>, <c>Content-Encoding</c> and <c>Date</c>.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public IBufferWriter<byte> Body => buffer;

    /// <summary>What is in the body so far.</summary>
    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    public static SandboxReply Of(int status, string text, string contentType = "application/json") =>
        new SandboxReply(status) { ContentType = contentType }.Write(text);

    /// <summary>Adds to the body, in UTF-8.</summary>
    /// <returns>This reply.</returns>
    public SandboxReply Write(string text)
    {
        Encoding.UTF8.GetBytes(text, buffer);
        return this;
    }

    /// <summary>Adds events of a log to the body.</summary>
    /// <param name="log">The log.</param>
    /// <param name="numbers">The events' numbers.</param>
    /// <param name="separator">What stands between two events.</param>
    /// <returns>This reply.</returns>
    public SandboxReply Write(SandboxLog log, IEnumerable<int> numbers, string separator = ", ")
    {
        var between = "";
        foreach (var i in numbers)
        {
            Write(between);
            log.Write(i, buffer);
            between = separator;
        }

        return this;
    }

    /// <summary>Gives the body's memory back; the reply is not used after this.</summary>
    internal void Release()
    {
        var written = Interlocked.Exchange(ref buffer, null!);
        written.ResetWrittenCount();
        Buffers.Add(written);
    }
}
