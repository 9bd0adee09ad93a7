using System.Text;
using StreamAlert.Apps.Sinks;
using Xunit;

namespace StreamAlert.Apps.Tests.Sinks;

public sealed class JsonLinesStreamTests : SinkContract, IDisposable
{
    private readonly MemoryStream stream = new();

    public void Dispose() => stream.Dispose();

    [Fact]
    public async Task Can_go_on_after_an_error()
    {
        await using var sink = JsonLinesSink.ToStream("stdout", stream);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sink.SendAsync(Deliveries.Of("1"), new CancellationToken(canceled: true)));
        await sink.SendAsync(Deliveries.Of("2"), CancellationToken.None);

        Assert.Equal("stdout", sink.Address);
        Assert.Equal(["2"], await ArrivedAsync());
    }

    protected override ISink Open() => JsonLinesSink.ToStream("stdout", stream, 1000);

    protected override Task<List<string>> ArrivedAsync() => Task.FromResult(Deliveries.EventsIn(Encoding.UTF8.GetString(stream.ToArray())));
}
