using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>A stream that is read as it comes, and that knows how much came of it and whether a line ended there.</summary>
internal sealed class CountedStream(Stream inner) : ReadOnlyStream
{
    private byte last;

    /// <summary>The bytes so far.</summary>
    public long Count { get; private set; }

    public bool EndsLine => last is (byte)'\n' or (byte)'\r';

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        Count += read;
        last = read > 0 ? buffer.Span[read - 1] : last;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
