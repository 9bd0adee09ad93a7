using FsCheck;
using FsCheck.Fluent;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>Any events of a month, any page size, runs that are cut off after any page, and any pauses between them.</summary>
public sealed class BoxAnyRunTests
{
    private static readonly TimeSpan MostLate = TimeSpan.FromHours(6);
    private static readonly string[] Faults = ["forget", "expired", "503", "400", "truncate", "close"];

    [Fact]
    public void Nothing_is_lost_and_nothing_comes_twice()
    {
        var scenarios = ArbMap.Default.ArbFor<(byte[] Log, byte[] Plan, byte[] Faults, byte Shape)>();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(60),
            Prop.ForAll(scenarios, scenario => PlayAsync(scenario.Log ?? [], scenario.Plan ?? [], scenario.Faults ?? [], scenario.Shape).GetAwaiter().GetResult()));
    }

    private static async Task PlayAsync(byte[] log, byte[] plan, byte[] faults, byte shape)
    {
        // Some are within seconds of the cut; the first is older than what the stream keeps, or not.
        var events = log.Chunk(2).Where(pair => pair.Length == 2).Select(pair => (
            Age: (pair[0] % 4) switch
            {
                0 => TimeSpan.FromDays(13) + TimeSpan.FromSeconds(pair[0] - 128),
                1 => TimeSpan.FromSeconds(pair[0] * 10),
                _ => TimeSpan.FromHours(pair[0] * ((shape & 8) != 0 ? 2.5 : 1)),
            },
            LateBy: pair[1] % 4 == 0 ? MostLate * (pair[1] / 256.0) : TimeSpan.Zero)).ToList();
        await using var rig = await BoxRig.StartAsync(events, new SandboxOptions
        {
            PageSize = 1 + (shape % 7),
            Latency = TimeSpan.FromSeconds((shape & 16) != 0 ? 20 : 0),
            Faults = [.. faults.Take(4).SelectMany((at, n) => Fault.Parse($"{Faults[(at + n) % Faults.Length]}@{1 + (at % 60)}")).DistinctBy(fault => fault.Call)],
        });
        for (var at = 0; at + 1 < plan.Length && at < 24; at += 2)
        {
            await rig.RunAsync(plan[at] % 5 == 4 ? null : 1 + (plan[at] % 5));
            rig.Clock.Advance((plan[at + 1] % 8) switch
            {
                0 => TimeSpan.FromDays(plan[at + 1] / 16.0),
                1 or 2 => TimeSpan.FromHours(plan[at + 1] / 10.0),
                _ => TimeSpan.FromSeconds(plan[at + 1]),
            });
        }

        await rig.RunToTheEndAsync();
        rig.Clock.Advance(MostLate + TimeSpan.FromMinutes(1));
        await rig.RunToTheEndAsync();

        rig.AssertArrived();
        Assert.NotNull(rig.Progress.Position);
    }
}
