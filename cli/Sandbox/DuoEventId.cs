using System.Buffers.Binary;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>The ids of a log's events: scattered as Duo's are, yet made from the number of the event, which they give back.</summary>
internal static class DuoEventId
{
    private const uint Scatter = 2_654_435_761;

    public static Guid Of(DuoLogKind kind, int i)
    {
        Span<byte> tail = [0xb3, 0xf0, 0x75, 0xfd, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(tail[4..], i);
        return new Guid(
            (uint)i * Scatter, (ushort)(0x1e51 + kind), 0x4f1d, tail[0], tail[1], tail[2], tail[3], tail[4], tail[5], tail[6], tail[7]);
    }

    /// <summary>The number of the event with this id, or null where the log can have none.</summary>
    public static int? IndexOf(DuoLogKind kind, string text)
    {
        if (!Guid.TryParseExact(text, "D", out var id))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        var i = BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
        return i >= 0 && Of(kind, i) == id ? i : null;
    }
}
