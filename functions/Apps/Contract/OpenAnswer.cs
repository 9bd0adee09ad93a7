namespace StreamAlert.Apps.Contract;

/// <summary>A vendor's answer that is read as it comes, for what is too large for memory.</summary>
/// <param name="body">The decoded body. A read that fails, or waits too long, ends in an <see cref="AppException"/>.</param>
/// <param name="connection">What the body comes over; given back when the answer is disposed.</param>
public sealed class OpenAnswer(Stream body, IDisposable connection) : IDisposable
{
    public Stream Body => body;

    public void Dispose() => connection.Dispose();
}
