using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests;

/// <summary>
/// What holds for every app type there is: any log, with any number of events of one time and any that are late, on pages of any size,
/// collected by runs that are cut off and meet faults anywhere. More scenarios than by default with <c>APPS_SCENARIOS=10</c> or so.
/// </summary>
public sealed class AnyTypeTests
{
    // Spread over the types of a service, which share most of their code.
    private const int ScenariosOfService = 24;

    private static readonly FaultKind[] Faults =
    [
        FaultKind.Status, FaultKind.Throttled, FaultKind.Close, FaultKind.Truncate, FaultKind.Garbage, FaultKind.Expired, FaultKind.Expired,
        FaultKind.Forget, FaultKind.Forget, FaultKind.Empty, FaultKind.Empty, FaultKind.Denied, FaultKind.Html, FaultKind.Error,
    ];

    public static TheoryData<string> Types => [.. AppCatalog.All.Select(app => app.ToString())];

    [Theory]
    [MemberData(nameof(Types))]
    public void Delivers_each_event_once_whatever_the_log_the_pages_and_the_runs(string type)
    {
        var app = AppCatalog.Get(type);
        var more = int.TryParse(Environment.GetEnvironmentVariable("APPS_SCENARIOS"), CultureInfo.InvariantCulture, out var times) ? times : 1;
        var scenarios = more * Math.Max(1, ScenariosOfService / AppCatalog.All.Count(other => other.Service == app.Service));
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(scenarios).WithStartSize(10).WithEndSize(50),
            Prop.ForAll(ArbMap.Default.ArbFor<(byte[] Log, byte[] Plan, byte Shape)>(), scenario =>
                PlayAsync(app, scenario.Log ?? [], scenario.Plan ?? [], scenario.Shape).GetAwaiter().GetResult()));
    }

    private static async Task PlayAsync(AppIntegration app, byte[] log, byte[] plan, byte shape)
    {
        var clock = new TestClock();
        var since = clock.GetUtcNow();
        var script = log.Chunk(2).Where(pair => pair.Length == 2).Select(pair => Event(app, since, pair[0], pair[1], (shape & 64) != 0));
        await using var rig = await AppRig.StartAsync(app.ToString(), new SandboxOptions
        {
            Clock = clock,
            Script = [.. script.OrderBy(item => item.Time)],
            PageSize = 1 + (shape % 7),
            IdenticalEvery = (shape & 128) != 0 ? 2 : 0,
            Gzip = false,
        });
        rig.Entry = rig.Entry with { Since = since };
        clock.Advance(app.Holdback + TimeSpan.FromSeconds(shape));
        foreach (var step in plan.Chunk(2).Where(pair => pair.Length == 2))
        {
            await RunAsync(rig, step[0], 1 + (step[1] % 6));
            rig.Sandbox.Calm();
            rig.AssertWatermark();
            clock.Advance(TimeSpan.FromSeconds(1 + (step[1] * 3)));
        }

        // Everything happened, and was listed, however late it was.
        clock.Advance(app.Holdback + app.Lateness + TimeSpan.FromHours(1));
        await rig.RunToTheEndAsync();
        clock.Advance(app.Lateness);
        await rig.RunToTheEndAsync();

        rig.AssertOnceEach();
        rig.AssertWatermark();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    // Of two bytes: when it happens, and how late it is listed.
    private static ScriptedEvent Event(AppIntegration app, DateTimeOffset since, byte when, byte how, bool isSpaced) => new(
        since.AddSeconds(isSpaced ? when * 5 : when % 20).AddMilliseconds(how % 3 * 333),
        how % 4 == 0 ? TimeSpan.FromSeconds(Math.Floor(app.Lateness.TotalSeconds * how / 256)) : TimeSpan.Zero);

    private static async Task RunAsync(AppRig rig, byte kind, int at)
    {
        using var stop = new CancellationTokenSource();
        var what = kind % (Faults.Length + 4);
        if (what < Faults.Length)
        {
            rig.Sandbox.Strike(new Fault(Faults[what], at, Faults[what] == FaultKind.Status ? 503 : 0));
        }

        await rig.RunAsync(what >= Faults.Length + 2 ? new Stopper(at, stop) : null, stop.Token);
    }

    /// <summary>Stops a run once it has delivered so many pages.</summary>
    private sealed class Stopper(int pages, CancellationTokenSource stop) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Tally.Pages >= pages)
            {
                stop.Cancel();
            }
        }
    }
}
