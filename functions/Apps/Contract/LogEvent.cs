namespace StreamAlert.Apps.Contract;

/// <summary>One event: a slice of the page that brought it, valid until that page is disposed.</summary>
/// <param name="Bytes">The vendor's own UTF-8 JSON, untouched.</param>
/// <param name="Id">128 bits of the SHA-256 of its type and the vendor's id, or of its bytes where the vendor gives none.</param>
/// <param name="HasVendorId">False where the bytes are the identity: two of the same in one read are then two events.</param>
/// <param name="Time">Its own time; null where it says none that can be read.</param>
public readonly record struct LogEvent(ReadOnlyMemory<byte> Bytes, UInt128 Id, bool HasVendorId, DateTimeOffset? Time)
{
    /// <summary>32 lower-case hexadecimal digits: the same for the same event on every machine, at every time, in every sink.</summary>
    public string EventId => Id.ToString("x32", null);
}
