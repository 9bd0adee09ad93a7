using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;
using Xunit;

namespace StreamAlert.Apps.Tests.Collecting;

public sealed class LeaseTests : IDisposable
{
    private readonly Rig rig = new();

    [Fact]
    public async Task Does_nothing_while_another_run_holds_the_lease_and_says_who()
    {
        rig.Fill(20);
        await using var held = await rig.Files.AcquireAsync(Rig.Function, "process 7 on host", TimeSpan.FromMinutes(1), default);

        var report = await rig.RunAsync();

        Assert.Equal(Outcome.Busy, report.Outcome);
        Assert.Contains("process 7 on host", report.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Vendor.Polls);
    }

    [Fact]
    public async Task Takes_over_a_run_that_died_and_says_so()
    {
        var events = rig.Fill(35);
        rig.Vendor.Fault = (request, _) => request == 3 ? AppException.SourceFailed("down") : null;
        await rig.RunAsync();
        var document = rig.State;
        document.CurrentState = StateDocument.Running;
        rig.WriteState(System.Text.Encoding.UTF8.GetString(document.ToBytes()));

        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, "a test"), (report.Outcome, report.TookOverFrom));
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Lets_the_other_of_two_runs_go_first_and_loses_nothing()
    {
        var events = rig.Fill(200);
        var reports = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => rig.RunAsync())));

        Assert.Contains(reports, report => report.Outcome == Outcome.Complete);
        Assert.All(reports, report => Assert.True(report.Outcome is Outcome.Complete or Outcome.Busy));
        rig.AssertOnceEach(events);
    }

    [Fact]
    public async Task Stops_before_it_writes_once_its_lease_was_taken()
    {
        rig.Fill(50);
        rig.Sink.Before = _ =>
        {
            if (rig.Sink.Deliveries == 2)
            {
                Steal();
            }

            return Task.CompletedTask;
        };

        var report = await rig.RunAsync();

        Assert.Equal(Outcome.StateFailed, report.Outcome);
        Assert.Contains("a thief", report.Message, StringComparison.Ordinal);
        Assert.Equal("a thief", rig.State.Lease!.Owner);
        Assert.EndsWith("|e00009", rig.Progress.Window!.Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renews_its_lease_while_it_waits()
    {
        rig.Fill(50);
        rig.Vendor.SetSleep = TimeSpan.FromSeconds(45);
        var renewals = 0;
        rig.States.Renewal = () =>
        {
            Interlocked.Increment(ref renewals);
            return Task.CompletedTask;
        };

        await rig.RunAsync();

        Assert.InRange(renewals, 2, 20);
    }

    [Fact]
    public async Task Stops_asking_once_its_lease_cannot_be_renewed()
    {
        rig.Fill(500);
        rig.Vendor.SetSleep = TimeSpan.FromSeconds(30);
        rig.Timeout = TimeSpan.FromHours(1);
        rig.States.Renewal = () => Task.FromException(AppException.StateFailed("taken over by a thief"));

        var report = await rig.RunAsync();

        Assert.Equal(Outcome.StateFailed, report.Outcome);
        Assert.Contains("a thief", report.Message, StringComparison.Ordinal);
        Assert.InRange(rig.Vendor.Polls.Count, 1, 10);
    }

    public void Dispose() => rig.Dispose();

    // As a store without locks would let it happen.
    private void Steal()
    {
        var document = rig.State;
        document.Lease = new LeaseTerms("a thief", rig.Clock.GetUtcNow().AddMinutes(1), document.Lease!.Fence + 1);
        rig.WriteState(System.Text.Encoding.UTF8.GetString(document.ToBytes()));
    }
}
