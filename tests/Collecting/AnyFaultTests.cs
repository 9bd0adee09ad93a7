using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Collecting;

/// <summary>Any log, any page size, any order of runs and faults: nothing is lost, and what repeats is a page whose fate was unknown.</summary>
public sealed class AnyFaultTests
{
    private const int FaultKinds = 9;
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(12);

    [Fact]
    public void Loses_nothing_and_repeats_only_pages_whose_fate_was_unknown()
    {
        var scenarios = ArbMap.Default.ArbFor<(byte[] Log, byte[] Plan, byte Shape)>();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200).WithEndSize(60),
            Prop.ForAll(scenarios, scenario => PlayAsync(scenario.Log ?? [], scenario.Plan ?? [], scenario.Shape).GetAwaiter().GetResult()));
    }

    private static async Task PlayAsync(byte[] log, byte[] plan, byte shape)
    {
        using var rig = new Rig { Since = new TestClock().GetUtcNow().AddMinutes(-10) };
        rig.Vendor.PageSize = 1 + (shape % 7);
        rig.Vendor.NewestFirst = (shape & 8) != 0;
        rig.Vendor.GivesIds = (shape & 16) != 0;
        rig.Vendor.SetHoldback = (shape & 32) != 0 ? TimeSpan.FromMinutes(2) : TimeSpan.Zero;
        rig.Vendor.SetLateness = Lateness;
        rig.Vendor.SetLongestWindow = (shape & 128) != 0 ? TimeSpan.FromMinutes(5) : null;
        var isSpaced = (shape & 64) != 0;
        for (var at = 0; at + 1 < log.Length; at += 2)
        {
            Write(rig, at, log[at], log[at + 1], isSpaced);
        }

        var unknown = 0;
        for (var at = 0; at + 1 < plan.Length; at += 2)
        {
            unknown += SetFault(rig, plan[at] % FaultKinds, 1 + (plan[at + 1] % 4));
            await RunAsync(rig, plan[at] % FaultKinds == 8);
            AssertWatermark(rig);
            SetFault(rig, 0, 0);
            rig.Clock.Advance(TimeSpan.FromSeconds(1 + (plan[at + 1] * 3)));
        }

        // An hour later everything is there, however late it was.
        rig.Clock.Advance(TimeSpan.FromHours(1));
        await rig.RunToTheEndAsync();
        rig.Clock.Advance(Lateness);
        await rig.RunToTheEndAsync();

        AssertNothingIsLost(rig);
        Assert.True(rig.Sink.Arrived.Count - rig.Sink.Arrived.Distinct().Count() <= unknown * rig.Vendor.PageSize, "more was repeated than the pages whose fate was unknown");
    }

    // Of two bytes: when it happens, how late it is, and, where there are no ids, whether it looks like others of its second.
    private static void Write(Rig rig, int number, byte when, byte how, bool isSpaced)
    {
        var time = rig.Since!.Value.AddSeconds(isSpaced ? when * 5 : when % 20);
        var late = how % 4 == 0 ? TimeSpan.FromSeconds(how * (int)Lateness.TotalSeconds / 256) : TimeSpan.Zero;
        var text = string.Create(CultureInfo.InvariantCulture, $$"""{"second":{{time.ToUnixTimeSeconds()}},"kind":{{how % 3}}}""");
        rig.Vendor.Write(new PaperEvent(
            string.Create(CultureInfo.InvariantCulture, $"e{number:d4}"), time, time + rig.Vendor.Holdback + late, rig.Vendor.GivesIds ? null : text));
    }

    /// <returns>How many pages the fault may leave in doubt.</returns>
    private static int SetFault(Rig rig, int kind, int at)
    {
        var (polls, deliveries, saves) = (rig.Vendor.Polls.Count, rig.Sink.Deliveries, rig.States.Saves);
        rig.Vendor.Fault = (request, _) => request - polls != at ? null : kind switch
        {
            1 => AppException.SourceFailed("down"),
            2 => AppException.Throttled("slowly", TimeSpan.FromSeconds(at)),
            3 => AppException.AuthFailed("refused"),
            _ => null,
        };
        rig.Vendor.Forgets = request => kind == 4 && request - polls == at;
        rig.Sink.FailsAfter = (delivery, count) => kind == 5 && delivery - deliveries == at ? count / 2 : null;
        rig.States.FailsBefore = save => kind == 6 && save - saves == at;
        rig.States.FailsAfter = save => kind == 7 && save - saves == at;
        return kind is 5 or 6 ? 1 : 0;
    }

    private static async Task RunAsync(Rig rig, bool isStopped)
    {
        using var stop = new CancellationTokenSource();
        var deliveries = rig.Sink.Deliveries;
        rig.Sink.Before = _ => isStopped && rig.Sink.Deliveries == deliveries + 2 ? stop.CancelAsync() : Task.CompletedTask;
        await rig.RunAsync(cancellationToken: stop.Token);
        rig.Sink.Before = _ => Task.CompletedTask;
    }

    // At any time: what is before the watermark, and was not late, has arrived.
    private static void AssertWatermark(Rig rig)
    {
        if (rig.Progress.Watermark is { } watermark)
        {
            var due = rig.Vendor.Entries.Where(item => item.Time < watermark && item.ListedFrom == item.Time + rig.Vendor.Holdback);
            AssertArrived(rig, due, (expected, arrived) => arrived >= expected);
        }
    }

    private static void AssertNothingIsLost(Rig rig) => AssertArrived(rig, rig.Vendor.Entries, (expected, arrived) => arrived == expected);

    private static void AssertArrived(Rig rig, IEnumerable<PaperEvent> events, Func<int, int, bool> holds)
    {
        var arrived = rig.Sink.Arrived.Distinct().GroupBy(one => one.Text).ToDictionary(group => group.Key, group => group.Count());
        foreach (var group in events.GroupBy(item => item.Json))
        {
            Assert.True(holds(group.Count(), arrived.GetValueOrDefault(group.Key)), $"{group.Key}: {group.Count()} happened, {arrived.GetValueOrDefault(group.Key)} arrived");
        }
    }
}
