using System.Diagnostics;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class InterruptTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(8);

    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task A_run_that_is_interrupted_ends_within_seconds_and_loses_and_repeats_nothing()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 3000, PageSize = 100, Faults = Fault.Parse("stall@8") });
        await workplace.AddAsync(sandbox);
        await using var run = await workplace.StartCollectingAsync();
        await sandbox.WaitForRequestAsync(8).WaitAsync(Limit);

        await AssertEndsAsync(run, 3, "'duo' was stopped; the next run goes on from here");

        Assert.Equal("partial", (string?)workplace.State["current_state"]);
        (await workplace.CollectAsync()).AssertExit(0);
        EventFile.Read(workplace.Events).AssertHolds(sandbox.Log("duo_auth"), mostRepeats: 0);
    }

    [Fact]
    public async Task A_run_whose_vendor_does_not_answer_can_be_interrupted()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 10, Faults = Fault.Parse("stall@1") });
        await workplace.AddAsync(sandbox);
        await using var run = await workplace.StartCollectingAsync();
        await sandbox.WaitForRequestAsync(1).WaitAsync(Limit);

        await AssertEndsAsync(run, 3, "'duo' was stopped");
    }

    [Fact]
    public async Task The_local_timer_collects_stays_and_ends_in_order()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1500 });
        await workplace.AddAsync(sandbox);
        await using var start = await workplace.StartAsync("start", "--cluster", "prod");
        await start.SaysAsync("duo: complete: 1,500 delivered");

        Assert.False(start.HasEnded);
        await AssertEndsAsync(start, 0, "Stopped; what was delivered is checkpointed.");

        Assert.Equal("succeeded", (string?)workplace.State["current_state"]);
    }

    [Fact]
    public async Task The_local_timer_ends_in_the_middle_of_a_run_without_losing_anything()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 3000, PageSize = 100, Faults = Fault.Parse("stall@8") });
        await workplace.AddAsync(sandbox);
        await using var start = await workplace.StartAsync("start");
        await sandbox.WaitForRequestAsync(8).WaitAsync(Limit);

        await AssertEndsAsync(start, 0, "'duo' was stopped; the next run goes on from here");

        Assert.Equal("partial", (string?)workplace.State["current_state"]);
        (await workplace.CollectAsync()).AssertExit(0);
        EventFile.Read(workplace.Events).AssertHolds(sandbox.Log("duo_auth"), mostRepeats: 0);
    }

    [Fact]
    public async Task The_local_timer_leaves_out_what_it_cannot_run_and_runs_the_others()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 10 });
        await workplace.AddAsync(sandbox);
        workplace.Change(entry =>
        {
            var apps = entry.Parent!.AsObject();
            apps["streamalert_prod_duo_auth_broken_app"] = Entry(entry, "broken", "timeout", 5);
            apps["streamalert_prod_duo_auth_timed_app"] = Entry(entry, "timed", "schedule_expression", "cron(0 10 * * ? *)");
            apps["streamalert_prod_duo_auth_off_app"] = Entry(entry, "off", "enabled", false);
            apps["streamalert_prod_duo_auth_other_app"] = Entry(entry, "other", "target", "aws");
            apps["streamalert_prod_duo_auth_odd_app"] = Entry(entry, "odd", "type", "duo_odd");
        });
        await using var start = await workplace.StartAsync("start", "--cluster", "prod");
        await start.SaysAsync("timeout of streamalert_prod_duo_auth_broken_app 5 is out of range");
        await start.SaysAsync("'timed' has the schedule cron(0 10 * * ? *), and the local timer knows rate(...) only; it is left out");
        await start.SaysAsync("duo: complete: 10 delivered");

        var end = await AssertEndsAsync(start, 0, "there is no app type 'duo_odd'");

        Assert.DoesNotContain("'off'", end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("'other'", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_timer_with_nothing_to_run_says_so() =>
        (await workplace.RunAsync("start")).AssertMistake(1, "no local app is configured in prod; add one with: apps-cli new");

    private static JsonObject Entry(JsonObject like, string name, string key, JsonNode value)
    {
        var entry = (JsonObject)like.DeepClone();
        (entry["app_name"], entry[key]) = (name, value);
        return entry;
    }

    private static async Task<CommandResult> AssertEndsAsync(CommandRun run, int exitCode, string words)
    {
        var asked = Stopwatch.GetTimestamp();
        await run.InterruptAsync();
        var end = await run.EndAsync();

        end.AssertExit(exitCode).AssertSays(words);
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, Seconds);
        return end;
    }
}
