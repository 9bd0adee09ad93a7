using System.Buffers;

namespace StreamAlert.Apps.Collecting;

/// <summary>A set of identities in pooled memory: some 24 bytes each, and no garbage.</summary>
internal sealed class IdSet : IDisposable
{
    private const int Smallest = 64;

    // The shared pool keeps one of each size for each thread that ever returned one: of these, some for the process are enough.
    private static readonly ArrayPool<UInt128> Pool = ArrayPool<UInt128>.Create(1 << 20, maxArraysPerBucket: 8);

    // Zero marks a free slot; an identity that is zero lives beside the slots.
    private UInt128[] slots;
    private int mask;
    private bool hasZero;

    public IdSet(int expected)
    {
        var size = Smallest;
        while (size < expected * 2L)
        {
            size *= 2;
        }

        (slots, mask) = (Rent(size), size - 1);
    }

    public int Count { get; private set; }

    public bool Contains(UInt128 id) => id == UInt128.Zero ? hasZero : slots[SlotOf(id)] != UInt128.Zero;

    /// <returns>False where it was there already.</returns>
    public bool Add(UInt128 id)
    {
        if (Contains(id))
        {
            return false;
        }

        Count++;
        if (id == UInt128.Zero)
        {
            hasZero = true;
            return true;
        }

        if (Count > (mask + 1) / 4 * 3)
        {
            Grow();
        }

        slots[SlotOf(id)] = id;
        return true;
    }

    public IEnumerable<UInt128> All()
    {
        for (var slot = 0; slot <= mask; slot++)
        {
            if (slots[slot] != UInt128.Zero)
            {
                yield return slots[slot];
            }
        }

        if (hasZero)
        {
            yield return UInt128.Zero;
        }
    }

    public void Dispose()
    {
        if (slots.Length > 0)
        {
            Pool.Return(slots);
            slots = [];
        }
    }

    // Identities are digests: any of their bits are as good as a hash.
    private int SlotOf(UInt128 id)
    {
        var slot = (int)(ulong)id & mask;
        while (slots[slot] != UInt128.Zero && slots[slot] != id)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var old = slots;
        var size = mask + 1;
        (slots, mask) = (Rent(size * 2), (size * 2) - 1);
        for (var slot = 0; slot < size; slot++)
        {
            if (old[slot] != UInt128.Zero)
            {
                slots[SlotOf(old[slot])] = old[slot];
            }
        }

        Pool.Return(old);
    }

    private static UInt128[] Rent(int size)
    {
        var rented = Pool.Rent(size);
        rented.AsSpan(0, size).Clear();
        return rented;
    }
}
