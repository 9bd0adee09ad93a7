using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Collecting;

public sealed class DeadLetterTests : IDisposable
{
    private readonly Rig rig = new();

    public DeadLetterTests()
    {
        rig.Fill(12);
        rig.Vendor.Write("big", rig.Start.AddSeconds(55), $$"""{"big":"{{new string('x', 1000)}}"}""");
        rig.Sink.MostBytes = 500;
    }

    [Fact]
    public async Task Buries_an_event_that_is_too_large_and_leaves_a_pointer_in_its_stead()
    {
        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, 13L, 12L, 1L), (report.Outcome, report.Tally.Read, report.Tally.Delivered, report.Tally.DeadLettered));
        var (id, text) = Assert.Single(rig.DeadLetters.Arrived);
        Assert.StartsWith("{\"big\":", text, StringComparison.Ordinal);
        var pointer = rig.Sink.Arrived.Single(one => one.Id == id).Text;
        Assert.Equal($"dead/{id}.json", (string?)JsonNode.Parse(pointer)!["dead_letter"]!["place"]);
    }

    [Fact]
    public async Task Checkpoints_nothing_when_the_place_for_dead_letters_is_down()
    {
        rig.DeadLetters.FailsAfter = (delivery, _) => delivery == 1 ? 0 : null;

        Assert.Equal(Outcome.SinkFailed, (await rig.RunAsync()).Outcome);
        Assert.Null(rig.Progress.Window);
        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        Assert.Single(rig.DeadLetters.Arrived);
    }

    [Fact]
    public async Task Buries_an_event_once_however_often_it_is_read()
    {
        rig.Vendor.SetLateness = TimeSpan.FromHours(2);
        for (var run = 0; run < 4; run++)
        {
            await rig.RunAsync();
            rig.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Single(rig.DeadLetters.Arrived);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Believes_no_sink_whose_count_does_not_add_up(int off)
    {
        rig.Sink.MostBytes = int.MaxValue;
        rig.Sink.Claims = count => count + off;

        var report = await rig.RunAsync();

        Assert.Equal(Outcome.SinkFailed, report.Outcome);
        Assert.Contains("does not add up", report.Message, StringComparison.Ordinal);
        Assert.Equal(rig.Start, rig.Progress.Watermark);
    }

    [Fact]
    public async Task Fails_loudly_when_the_sink_refuses_even_the_pointer()
    {
        rig.Sink.MostBytes = 60;

        Assert.Equal(Outcome.SinkFailed, (await rig.RunAsync()).Outcome);
        Assert.Equal(rig.Start, rig.Progress.Watermark);
    }

    public void Dispose() => rig.Dispose();
}
