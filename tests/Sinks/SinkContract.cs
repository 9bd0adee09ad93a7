using StreamAlert.Apps.Sinks;
using Xunit;

namespace StreamAlert.Apps.Tests.Sinks;

/// <summary>What every home of events promises.</summary>
public abstract class SinkContract
{
    /// <summary>Opens the sink; an event of more than 1000 bytes is too large for it where it has a limit.</summary>
    protected abstract ISink Open();

    /// <summary>The events that arrived, as they stand in the sink, in their order.</summary>
    protected abstract Task<List<string>> ArrivedAsync();

    [Fact]
    public async Task Keeps_events_and_their_order()
    {
        string[] events =
        [
            """{ "z" :1.0,"a":12345678901234567890 ,	"e": 1E+2, "u":"\u00e9\ud83d\ude00é😀\u2028", "n":{"b":[ ],"a":{ }} }""",
            """{"same":1}""", """{"same":1}""", "5", "\"text\\n\"", "[ ]",
        ];
        await using (var sink = Open())
        {
            var receipt = await sink.SendAsync(Deliveries.Of(events), CancellationToken.None);
            Assert.Equal((events.Length, 0), (receipt.Accepted, receipt.Refused.Count));
            await sink.SendAsync(Deliveries.Of("""{"last":true}"""), CancellationToken.None);
        }

        Assert.Equal([.. events, """{"last":true}"""], await ArrivedAsync());
    }

    [Fact]
    public async Task Takes_an_empty_delivery()
    {
        await using (var sink = Open())
        {
            var receipt = await sink.SendAsync(Deliveries.Of(), CancellationToken.None);
            Assert.Equal((0, 0), (receipt.Accepted, receipt.Refused.Count));
        }

        Assert.Empty(await ArrivedAsync());
    }

    [Fact]
    public async Task Refuses_what_is_too_large_and_delivers_the_rest()
    {
        var large = $"\"{new string('x', 2000)}\"";
        await using (var sink = Open())
        {
            var delivery = Deliveries.Of("1", large, "2", large, $"\"{new string('y', 900)}\"");
            var receipt = await sink.SendAsync(delivery, CancellationToken.None);
            Assert.Equal(delivery.Events.Count, receipt.Accepted + receipt.Refused.Count);
            Assert.Equal([delivery.Events[1], delivery.Events[3]], receipt.Refused.Select(refused => refused.Event));
            Assert.All(receipt.Refused, refused => Assert.Contains("2002 bytes", refused.Reason));
        }

        Assert.Equal(["1", "2", $"\"{new string('y', 900)}\""], await ArrivedAsync());
    }

    [Fact]
    public async Task Carries_a_delivery_that_is_larger_than_any_buffer()
    {
        var events = Enumerable.Range(0, 3000).Select(at => $$"""{"n":{{at}},"pad":"{{new string('p', 500)}}"}""").ToList();
        await using (var sink = Open())
        {
            Assert.Equal(3000, (await sink.SendAsync(Deliveries.Of(events), CancellationToken.None)).Accepted);
        }

        Assert.Equal(events, await ArrivedAsync());
    }
}
