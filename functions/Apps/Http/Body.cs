using System.Buffers;

namespace StreamAlert.Apps.Http;

/// <summary>The body of an answer in pooled memory.</summary>
internal sealed class Body : IDisposable
{
    /// <summary>Far above any page that a vendor documents; an answer beyond it is an attack or a fault.</summary>
    public const int Longest = 64 << 20;

    private const int Smallest = 16 << 10;

    // The shared pool keeps one of each size for each thread that ever returned one: of these, a few for the process are enough.
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(2 * Longest, maxArraysPerBucket: 4);

    private byte[] buffer;

    private Body(int length) => buffer = Pool.Rent(length);

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, Length);

    /// <param name="content">The content, decompressed as it is read.</param>
    /// <param name="expected">How long the body before it was: pages are much alike.</param>
    /// <exception cref="HttpRequestException">It is longer than <see cref="Longest"/>.</exception>
    /// <exception cref="InvalidDataException">It cannot be decompressed.</exception>
    public static async Task<Body> ReadAsync(HttpContent content, int expected, CancellationToken cancellationToken)
    {
        // A page that is a little longer than the one before it shall not move to another buffer.
        var likely = (int)Math.Max(content.Headers.ContentLength ?? 0, expected + (expected / 8L)) + 1;
        var body = new Body(Math.Clamp(likely, Smallest, Longest));
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            int read;
            while ((read = await stream.ReadAsync(body.buffer.AsMemory(body.Length), cancellationToken)) > 0)
            {
                body.Length += read;
                if (body.Length == body.buffer.Length)
                {
                    body.Grow();
                }
            }

            return body;
        }
        catch (InvalidOperationException problem)
        {
            // What Brotli calls broken data.
            body.Dispose();
            throw new InvalidDataException(problem.Message, problem);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            Pool.Return(buffer);
            buffer = [];
            Length = 0;
        }
    }

    private void Grow()
    {
        if (Length >= Longest)
        {
            throw new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded);
        }

        var larger = Pool.Rent(buffer.Length * 2);
        buffer.AsSpan(0, Length).CopyTo(larger);
        Pool.Return(buffer);
        buffer = larger;
    }
}
