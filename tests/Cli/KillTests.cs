using StreamAlert.Apps.Cli.Sandbox;
using Xunit;
using Xunit.Abstractions;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class KillTests(ITestOutputHelper log) : IDisposable
{
    private const int Kills = 6;
    private const int Events = 30_123;
    private const int PageSize = 500;

    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task Runs_that_are_killed_lose_nothing_and_repeat_a_page_at_the_most()
    {
        var seed = Random.Shared.Next();
        log.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = Events, PageSize = PageSize, Latency = TimeSpan.FromMilliseconds(15) });
        await workplace.AddAsync(sandbox);
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = sandbox.Requests;
            await using var run = await workplace.StartCollectingAsync();
            await sandbox.WaitForRequestAsync(before + random.Next(2, Events / PageSize / (Kills + 1))).WaitAsync(TimeSpan.FromSeconds(60));
            await run.KillAsync();
            Assert.Equal("running", (string?)workplace.State["current_state"]);
        }

        var last = await workplace.CollectAsync();

        last.AssertExit(0).AssertSays("ended without saying so; taking over where its last checkpoint is").AssertSays("duo: complete: ");
        EventFile.Read(workplace.Events).AssertHolds(sandbox.Log("duo_auth"), Kills * PageSize);
    }

    [Fact]
    public async Task A_line_that_a_kill_tore_is_mended_before_anything_is_appended()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 3000, PageSize = 100, Faults = Fault.Parse("stall@8") });
        await workplace.AddAsync(sandbox);
        await using var run = await workplace.StartCollectingAsync();
        await sandbox.WaitForRequestAsync(8).WaitAsync(TimeSpan.FromSeconds(60));
        await run.KillAsync();
        await File.AppendAllTextAsync(workplace.Events, """{"app":"duo","cluster":"prod","event_id":"00""");

        (await workplace.CollectAsync()).AssertExit(0);

        EventFile.Read(workplace.Events).AssertHolds(sandbox.Log("duo_auth"), mostRepeats: 100);
    }
}
