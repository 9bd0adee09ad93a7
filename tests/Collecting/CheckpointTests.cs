using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;
using Xunit;

namespace StreamAlert.Apps.Tests.Collecting;

public sealed class CheckpointTests : IDisposable
{
    private readonly Rig rig = new();

    [Fact]
    public async Task Checkpoints_a_page_only_after_the_sink_said_yes()
    {
        rig.Fill(30);
        var tokenWhileSending = "nothing was sent";
        rig.Sink.Before = async _ =>
        {
            if (rig.Sink.Deliveries == 2)
            {
                tokenWhileSending = (string)(await rig.Files.ReadAsync(Rig.Function, default))!.Context["window"]!["token"]!;
            }
        };
        await rig.RunAsync();

        Assert.EndsWith("|e00009", tokenWhileSending, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(10)]
    public async Task Sends_a_page_again_whose_delivery_failed_under_the_same_event_ids(int arrived)
    {
        var events = rig.Fill(35);
        rig.Sink.FailsAfter = (delivery, _) => delivery == 2 ? arrived : null;

        var failed = await rig.RunAsync();
        Assert.Equal((Outcome.SinkFailed, 10L), (failed.Outcome, failed.Tally.Delivered));
        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);

        Assert.Equal(events.Select(item => item.Json), rig.Sink.Texts.Distinct());
        Assert.Equal(35 + arrived, rig.Sink.Arrived.Count);
        Assert.Equal(35, rig.Sink.Arrived.Distinct().Count());
    }

    [Fact]
    public async Task Repeats_no_more_than_a_page_when_the_checkpoint_behind_it_fails()
    {
        var events = rig.Fill(45);
        rig.States.FailsBefore = save => save is 2 or 3;

        Assert.Equal(Outcome.StateFailed, (await rig.RunAsync()).Outcome);
        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);

        Assert.Equal(events.Select(item => item.Json), rig.Sink.Texts.Distinct());
        Assert.Equal(55, rig.Sink.Arrived.Count);
        Assert.Equal(45, rig.Sink.Arrived.Distinct().Count());
    }

    [Fact]
    public async Task Repeats_nothing_when_a_checkpoint_was_written_although_its_store_failed()
    {
        var events = rig.Fill(45);
        rig.States.FailsAfter = save => save == 2;

        Assert.Equal(Outcome.StateFailed, (await rig.RunAsync()).Outcome);
        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Never_calls_an_error_a_success()
    {
        rig.Vendor.Fault = (_, _) => AppException.AuthFailed("'paper': refused");

        var report = await rig.RunAsync();

        Assert.Equal((Outcome.AuthFailed, "'paper': refused"), (report.Outcome, report.Message));
        Assert.Equal(StateDocument.Failed, rig.State.CurrentState);
        Assert.Equal((Outcome.AuthFailed, "'paper': refused"), (rig.Progress.Outcome, rig.Progress.Message));
        Assert.Null(rig.Progress.LastSuccess);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Goes_through_an_empty_page_wherever_it_is(int request)
    {
        var events = rig.Fill(35);
        rig.Vendor.IsEmpty = n => n == request || n == request + 1;

        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Reads_the_window_again_when_the_vendor_forgot_the_token_and_repeats_nothing()
    {
        var events = rig.Fill(55);
        rig.Vendor.Fault = (request, _) => request == 4 ? AppException.SourceFailed("down") : null;
        await rig.RunAsync();
        rig.Vendor.Forgets = request => request == 5;

        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, 30L, 25L), (report.Outcome, report.Tally.Repeated, report.Tally.Delivered));
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Gives_up_on_a_vendor_that_forgets_every_token_and_keeps_the_window_open()
    {
        rig.Fill(30);
        rig.Vendor.Forgets = _ => true;

        Assert.Equal(Outcome.SourceFailed, (await rig.RunAsync()).Outcome);
        Assert.NotNull(rig.Progress.Window);
        Assert.Equal(rig.Start, rig.Progress.Watermark);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Is_not_sent_round_in_circles(int length)
    {
        rig.Fill(200);
        var page = 0;
        var tokens = new List<string?>();
        rig.Vendor.Next = next =>
        {
            tokens.Add(next);
            return page++ < length ? next : tokens[page % length];
        };

        var report = await rig.RunAsync();

        Assert.Equal(Outcome.SourceFailed, report.Outcome);
        Assert.Contains("circle", report.Message, StringComparison.Ordinal);
        Assert.InRange(rig.Vendor.Polls.Count, 1, 40);
        Assert.Equal(rig.Start, rig.Progress.Watermark);
    }

    [Fact]
    public async Task Keeps_what_others_wrote_into_the_state()
    {
        rig.WriteState("""{"last_timestamp": 1774782000, "current_state": "succeeded", "context": {"last_event_ids": ["1", "2"]}, "theirs": {"x": 1.0}}""");
        await rig.RunAsync();

        var text = System.Text.Encoding.UTF8.GetString(rig.State.ToBytes());
        Assert.Contains("\"last_event_ids\":[\"1\",\"2\"]", text, StringComparison.Ordinal);
        Assert.Contains("\"theirs\":{\"x\":1.0}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1774783800")]
    [InlineData("\"1774783800\"")]
    [InlineData("\"2026-03-29T11:30:00Z\"")]
    [InlineData("\"2026-03-29T11:30:00.000000Z\"")]
    [InlineData("\"2026-03-29T11:30:00-00:00\"")]
    public async Task Goes_on_where_a_state_of_the_original_stopped(string lastTimestamp)
    {
        rig.WriteState($$"""{"last_timestamp": {{lastTimestamp}}, "current_state": "succeeded", "context": {} }""");
        await rig.RunAsync();

        Assert.Equal(new DateTimeOffset(2026, 3, 29, 11, 30, 0, TimeSpan.Zero), Assert.Single(rig.Vendor.Polls).From);
        Assert.Equal(rig.Clock.GetUtcNow().ToUnixTimeSeconds() - 1, (long)rig.State.LastTimestamp!);
        Assert.Equal(StateDocument.Succeeded, rig.State.CurrentState);
    }

    [Fact]
    public async Task Believes_a_last_timestamp_that_somebody_changed()
    {
        rig.Fill(30);
        await rig.RunAsync();
        var document = rig.State;
        document.LastTimestamp = rig.Start.ToUnixTimeSeconds();
        rig.WriteState(System.Text.Encoding.UTF8.GetString(document.ToBytes()));
        rig.Sink.Arrived.Clear();
        rig.Clock.Advance(TimeSpan.FromMinutes(1));

        await rig.RunAsync();

        Assert.Equal(30, rig.Sink.Arrived.Count);
    }

    public void Dispose() => rig.Dispose();
}
