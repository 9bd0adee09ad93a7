using System.Buffers.Binary;

namespace StreamAlert.Apps.Collecting;

/// <summary>The identities of the events of one slot of log time: those kept in parts beside the state, and the newest inside it.</summary>
internal sealed class SeenBucket
{
    public const int IdSize = 16;

    /// <summary>All identities, while the slot is being read; null where they were not fetched.</summary>
    public IdSet? Loaded { get; set; }

    /// <summary>Identities that are in no part yet, oldest first.</summary>
    public List<UInt128> Fresh { get; init; } = [];

    /// <summary>The names of the parts, oldest first.</summary>
    public List<string> Parts { get; init; } = [];

    public int Count { get; set; }

    /// <summary>When it was last used, in pages.</summary>
    public long Used { get; set; }

    /// <summary>Lets go of the identities in memory; those in no part yet stay.</summary>
    public void Unload()
    {
        Loaded?.Dispose();
        Loaded = null;
    }

    /// <summary>Forgets the older half of its parts: some repeats may pass, and memory stays bounded.</summary>
    public void ForgetHalf()
    {
        var kept = Parts.Count / 2;
        Count = Fresh.Count + (int)((Count - Fresh.Count) * (long)kept / Math.Max(1, Parts.Count));
        Parts.RemoveRange(0, Parts.Count - kept);
        Unload();
    }

    public static byte[] ToBytes(IEnumerable<UInt128> ids, int count)
    {
        var bytes = new byte[count * IdSize];
        var at = 0;
        foreach (var id in ids)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(at), id);
            at += IdSize;
        }

        return bytes;
    }

    public static IEnumerable<UInt128> FromBytes(ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at + IdSize <= bytes.Length; at += IdSize)
        {
            yield return BinaryPrimitives.ReadUInt128BigEndian(bytes.Span[at..]);
        }
    }
}
