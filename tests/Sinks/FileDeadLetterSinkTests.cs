using System.Text.Json;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Sinks;
using Xunit;

namespace StreamAlert.Apps.Tests.Sinks;

public sealed class FileDeadLetterSinkTests : IDisposable
{
    private readonly DataFolders folders = new();

    public void Dispose() => folders.Dispose();

    [Fact]
    public async Task Keeps_each_event_in_a_file_that_its_stand_in_points_to()
    {
        const string Text = "{\r\n \"a\": 1.0 }";
        await using var sink = new FileDeadLetterSink(folders.Data.DeadLetters("app"));
        var delivery = Deliveries.Of(Text, "2");
        var receipt = await sink.SendAsync(delivery, CancellationToken.None);
        Assert.Equal((2, 0), (receipt.Accepted, receipt.Refused.Count));

        var refused = new RefusedEvent(delivery.Events[0], "14 bytes, where at most 3 fit");
        var standIn = DeadLetter.StandInFor(refused, sink.Address);
        Assert.Equal(delivery.Events[0] with { Bytes = standIn.Bytes }, standIn);
        var letter = JsonDocument.Parse(standIn.Bytes).RootElement.GetProperty("dead_letter");
        Assert.Equal(delivery.Events[0].EventId, letter.GetProperty("event_id").GetString());
        Assert.Equal((Text.Length, refused.Reason), (letter.GetProperty("bytes").GetInt32(), letter.GetProperty("reason").GetString()));
        Assert.Equal(Text, await File.ReadAllTextAsync(letter.GetProperty("place").GetString()!));
        Assert.DoesNotContain((byte)'\n', standIn.Bytes.ToArray());
    }

    [Fact]
    public async Task Is_for_its_owner_alone_and_leaves_the_folders_above_as_they_are()
    {
        Directory.CreateDirectory(folders.Data.Root);
        DataFolders.SetMode(folders.Data.Root, "755");
        await using var sink = new FileDeadLetterSink(Path.Combine(folders.Data.Root, "letters"));
        await sink.SendAsync(Deliveries.Of("1"), CancellationToken.None);

        Assert.Equal(("755", "700"), (DataFolders.Mode(folders.Data.Root), DataFolders.Mode(sink.Address)));
        Assert.Equal("600", DataFolders.Mode(Assert.Single(Directory.GetFiles(sink.Address))));
    }

    [Fact]
    public async Task Says_that_it_cannot_keep_an_event()
    {
        await File.WriteAllTextAsync(folders.At("file"), "");
        await using var sink = new FileDeadLetterSink(folders.At("file"));
        var refusal = await Assert.ThrowsAsync<AppException>(() => sink.SendAsync(Deliveries.Of("1"), CancellationToken.None));

        Assert.Equal(Outcome.SinkFailed, refusal.Outcome);
        Assert.Contains(folders.At("file"), refusal.Message);
    }
}
