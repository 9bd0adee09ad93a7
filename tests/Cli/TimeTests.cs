using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class TimeTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task A_run_that_is_out_of_time_says_so_and_the_next_one_goes_on()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 20, PageSize = 10, Latency = TimeSpan.FromSeconds(3.5) });
        await workplace.AddAsync(sandbox, timeout: 10);

        (await workplace.CollectAsync()).AssertExit(3)
            .AssertSays("'duo' has more to collect: its time was up; due again at once")
            .AssertSays("partial: 10 delivered");
        (await workplace.CollectAsync()).AssertSays(": 10 delivered");
        EventFile.Read(workplace.Events).AssertHolds(sandbox.Log("duo_auth"), mostRepeats: 0);
    }

    [Fact]
    public async Task A_wait_that_does_not_fit_is_not_slept_and_nothing_is_asked_before_it_is_over()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 20, PageSize = 10 });
        await workplace.AddAsync(sandbox, timeout: 10);
        workplace.Change(entry => entry["sleep_seconds"] = 600);

        (await workplace.CollectAsync()).AssertExit(3).AssertSays("due again at ").AssertSays("partial: 10 delivered");
        var early = (await workplace.CollectAsync("--json")).AssertExit(3);

        Assert.Contains("is not due before", early.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("throttled", early.Json.GetProperty("outcome").GetString());
        Assert.InRange(early.Json.GetProperty("not_before").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));
        Assert.Equal(1, sandbox.Requests);
    }

    [Fact]
    public async Task A_vendor_that_wants_fewer_requests_is_left_alone()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 20, PageSize = 10, Faults = Fault.Parse("429@2-9") });
        await workplace.AddAsync(sandbox, timeout: 10);

        (await workplace.CollectAsync()).AssertExit(3).AssertSays("duo wants fewer requests (HTTP 429); due again at").AssertSays("throttled: 10 delivered");
        Assert.NotNull(workplace.State["context"]!["not_before"]);
    }

    [Fact]
    public async Task Of_two_runs_at_once_the_second_says_who_has_the_lease()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 10, Faults = Fault.Parse("stall@1") });
        await workplace.AddAsync(sandbox);
        await using var first = await workplace.StartCollectingAsync();
        await sandbox.WaitForRequestAsync(1).WaitAsync(TimeSpan.FromSeconds(60));

        var second = await workplace.CollectAsync("--json");
        await first.InterruptAsync();

        second.AssertExit(3);
        Assert.Equal("busy", second.Json.GetProperty("outcome").GetString());
        Assert.Contains($"process {first.Id} on ", second.Json.GetProperty("message").GetString(), StringComparison.Ordinal);
        (await first.EndAsync()).AssertExit(3);
        (await workplace.CollectAsync()).AssertExit(0).AssertSays("10 delivered");
    }
}
