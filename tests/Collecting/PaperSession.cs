using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Tests.Collecting;

/// <summary>A session without a network, for a vendor that needs none.</summary>
internal sealed class PaperSession : Session
{
    public override Uri Url(string host, string pathAndQuery) => throw new NotSupportedException();

    public override Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task<OpenAnswer> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override ValueTask<AccessToken> TokenAsync(Func<DateTimeOffset, HttpRequestMessage> ask, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override string SignJwt(Jwt jwt) => throw new NotSupportedException();
}
