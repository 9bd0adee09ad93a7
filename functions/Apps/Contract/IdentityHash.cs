using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace StreamAlert.Apps.Contract;

/// <summary>
/// What makes two events the same: 128 bits of a SHA-256. A faster hash would do against accidents, but whoever can write into a log
/// could then forge an event that hides another.
/// </summary>
/// <param name="scope">The app's type, so that the ids of two services never meet.</param>
public sealed class IdentityHash(string scope)
{
    private readonly byte[] prefix = [.. Encoding.UTF8.GetBytes(scope), 0];

    /// <summary>The identity of an event that the vendor gives an id, or that parts of it identify.</summary>
    /// <param name="body">What the parts are slices of.</param>
    /// <param name="parts">The parts as they stand, in the order of the layout.</param>
    public UInt128 OfParts(ReadOnlySpan<byte> body, ReadOnlySpan<Range> parts)
    {
        var length = prefix.Length;
        foreach (var part in parts)
        {
            length += body[part].Length + 1;
        }

        var rented = length > 512 ? ArrayPool<byte>.Shared.Rent(length) : null;
        var text = rented ?? stackalloc byte[512];
        prefix.CopyTo(text);
        var at = prefix.Length;
        foreach (var part in parts)
        {
            body[part].CopyTo(text[at..]);
            at += body[part].Length;
            text[at++] = 0;
        }

        var id = Hash(text[..at]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return id;
    }

    /// <summary>The identity of an event that has none but its bytes.</summary>
    public UInt128 OfBytes(ReadOnlySpan<byte> bytes) => OfParts(bytes, [Range.All]);

    private static UInt128 Hash(ReadOnlySpan<byte> text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }
}
