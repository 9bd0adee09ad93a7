using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;
using Xunit;

namespace StreamAlert.Apps.Tests.Collecting;

public sealed class BudgetTests : IDisposable
{
    private readonly Rig rig = new();

    [Fact]
    public async Task Ends_partial_when_a_wait_does_not_fit_and_is_due_again_after_it()
    {
        var events = rig.Fill(50);
        rig.Vendor.SetSleep = TimeSpan.FromSeconds(60);
        rig.Timeout = TimeSpan.FromSeconds(80);

        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Partial, 20L), (report.Outcome, report.Tally.Delivered));
        Assert.Equal(rig.Clock.GetUtcNow().AddSeconds(60), report.NotBefore);
        Assert.Equal(StateDocument.Partial, rig.State.CurrentState);
        Assert.Equal([TimeSpan.FromSeconds(60)], rig.Clock.Waits);

        await rig.RunToTheEndAsync();
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Asks_for_nothing_before_it_is_due()
    {
        rig.Vendor.Fault = (request, _) => request == 1 ? AppException.Throttled("'paper': wants fewer requests", TimeSpan.FromMinutes(10)) : null;
        Assert.Equal(Outcome.Throttled, (await rig.RunAsync()).Outcome);
        rig.Clock.Advance(TimeSpan.FromMinutes(9));

        var early = await rig.RunAsync();

        Assert.Equal(Outcome.Throttled, early.Outcome);
        Assert.Equal(rig.Clock.GetUtcNow().AddMinutes(1), early.NotBefore);
        Assert.Contains("wants fewer requests", early.Message, StringComparison.Ordinal);
        Assert.Single(rig.Vendor.Polls);

        rig.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        Assert.Null(rig.Progress.NotBefore);
    }

    [Fact]
    public async Task Asks_for_no_page_that_may_take_longer_than_there_is_time()
    {
        var events = rig.Fill(50);
        rig.Timeout = TimeSpan.FromSeconds(30);
        rig.Vendor.Before = _ =>
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(10));
            return Task.CompletedTask;
        };

        var report = await rig.RunAsync();

        // After the first, 20 s are left, and 10 x 1.5 + 2 fit; after the second, they do not.
        Assert.Equal((Outcome.Partial, 2L), (report.Outcome, report.Tally.Pages));
        Assert.Null(report.NotBefore);
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Ends_partial_when_an_answer_takes_longer_than_the_run_may()
    {
        rig.Fill(20);
        rig.Vendor.Before = _ =>
        {
            rig.Clock.Advance(TimeSpan.FromMinutes(6));
            return Task.CompletedTask;
        };

        var report = await rig.RunAsync();

        Assert.Equal(Outcome.Partial, report.Outcome);
        Assert.Contains("time was up", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivers_and_checkpoints_what_it_has_read_when_it_is_told_to_stop()
    {
        var events = rig.Fill(50);
        using var stop = new CancellationTokenSource();
        rig.Sink.Before = sending =>
        {
            if (rig.Sink.Deliveries == 2)
            {
                stop.Cancel();
            }

            sending.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        };

        var report = await rig.RunAsync(cancellationToken: stop.Token);

        // The second page, and the third, which was read ahead by then.
        Assert.Equal((Outcome.Partial, 30L), (report.Outcome, report.Tally.Delivered));
        Assert.EndsWith("|e00029", rig.Progress.Window!.Token, StringComparison.Ordinal);
        Assert.Contains("was stopped", report.Message, StringComparison.Ordinal);
        rig.Sink.Before = _ => Task.CompletedTask;
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Gives_a_sink_that_hangs_no_more_than_its_grace_and_says_whose_fault_it_was()
    {
        rig.Fill(50);
        using var stop = new CancellationTokenSource();
        rig.Sink.Before = async sending =>
        {
            if (rig.Sink.Deliveries == 2)
            {
                var hangs = new TaskCompletionSource();
                await using var end = sending.Register(() => hangs.TrySetCanceled(sending));
                await stop.CancelAsync();
                rig.Clock.Advance(TimeSpan.FromSeconds(5));
                await hangs.Task;
            }
        };

        var report = await rig.RunAsync(cancellationToken: stop.Token);

        Assert.Equal((Outcome.SinkFailed, 10L), (report.Outcome, report.Tally.Delivered));
        Assert.Contains("did not take a page", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_for_the_next_page_while_it_sends_one_and_never_for_more()
    {
        rig.Fill(60);
        var asked = new List<int>();
        rig.Sink.Before = async _ =>
        {
            await Task.Yield();
            asked.Add(rig.Vendor.Polls.Count);
        };

        await rig.RunAsync();

        Assert.Equal([2, 3, 4, 5, 6, 6], asked);
    }

    [Fact]
    public async Task Delivers_the_page_at_hand_although_the_next_one_failed_meanwhile()
    {
        rig.Fill(30);
        rig.Vendor.Fault = (request, _) => request == 2 ? AppException.SourceFailed("down") : null;

        var report = await rig.RunAsync();

        Assert.Equal((Outcome.SourceFailed, 10L), (report.Outcome, report.Tally.Delivered));
    }

    public void Dispose() => rig.Dispose();
}
