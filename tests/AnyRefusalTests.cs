using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests;

/// <summary>Each way in which a vendor says no or answers nonsense, for every app type there is.</summary>
public sealed class AnyRefusalTests
{
    private const int MostRequests = 60;

    private static readonly (FaultKind Kind, Outcome Outcome)[] Cases =
    [
        (FaultKind.Denied, Outcome.AuthFailed),
        (FaultKind.Forbidden, Outcome.AuthFailed),
        (FaultKind.Plan, Outcome.AuthFailed),
        (FaultKind.Throttled, Outcome.Throttled),
        (FaultKind.Maintenance, Outcome.SourceFailed),
        (FaultKind.Html, Outcome.SourceFailed),
        (FaultKind.Truncate, Outcome.SourceFailed),
        (FaultKind.Garbage, Outcome.SourceFailed),
        (FaultKind.Charset, Outcome.SourceFailed),
        (FaultKind.Redirect, Outcome.SourceFailed),
        (FaultKind.Error, Outcome.SourceFailed),
    ];

    public static TheoryData<string> Types => AnyTypeTests.Types;

    /// <summary>From the first request of a run on, from the second, and from the third: a token, a first page, a page in the middle.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public async Task Ends_in_the_right_outcome_with_nothing_lost_repeated_or_passed_over(string type)
    {
        var clock = new TestClock();
        var app = AppCatalog.Get(type);
        var since = clock.GetUtcNow();
        var hours = 3 * Cases.Length;
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions
        {
            Clock = clock,
            Script = [.. Enumerable.Range(0, hours * 6).Select(n => new ScriptedEvent(since.AddMinutes(n * 10), TimeSpan.Zero))],
            PageSize = 2,
        });
        rig.Entry = rig.Entry with { Since = since };
        clock.Advance(app.Holdback);
        foreach (var first in StartsOf(app))
        {
            foreach (var (kind, outcome) in Cases)
            {
                clock.Advance(TimeSpan.FromHours(1));
                var before = rig.Watermark;
                for (var at = first; at <= MostRequests; at++)
                {
                    rig.Sandbox.Strike(new Fault(kind, at));
                }

                var asked = rig.Sandbox.Requests;
                var report = await rig.RunAsync();
                rig.Sandbox.Calm();

                rig.AssertWatermark();
                var isMet = rig.Sandbox.Requests - asked >= first;
                Assert.True(report.Outcome == (isMet ? outcome : Outcome.Complete), $"{kind} from request {first} on: {report.Outcome}: {report.Message}");
                if (isMet)
                {
                    AssertTells(report.Message!, outcome, rig);
                }

                if (first == 1)
                {
                    Assert.Equal(before ?? since, rig.Watermark);
                }
            }

            // A token that was known all the time would hide what happens to a request for one.
            clock.Advance(TimeSpan.FromHours(12));
            await rig.RunToTheEndAsync();
        }

        clock.Advance(TimeSpan.FromHours(hours) + app.Lateness);
        await rig.RunToTheEndAsync();
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    // Of many types that share all of their code, one begins everywhere and the others at the first request.
    private static int[] StartsOf(AppIntegration app)
    {
        var alike = AppCatalog.All.Where(other => other.GetType() == app.GetType()).ToList();
        return alike.Count > 10 && alike.IndexOf(app) > 0 ? [1] : [1, 2, 3];
    }

    private static void AssertTells(string message, Outcome outcome, AppRig rig)
    {
        Assert.StartsWith("'rig'", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.All(rig.Secrets, secret => Assert.DoesNotContain(secret, message));
        if (outcome == Outcome.AuthFailed)
        {
            // What to do, not only what happened.
            Assert.Matches(@"\b(update-auth|give|grant|allow|ask|check|use|add|install|enable|supply|needs?)\b", message);
        }
    }
}
