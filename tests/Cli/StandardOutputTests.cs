using System.Text;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class StandardOutputTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task Standard_output_gets_the_events_and_nothing_else()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1200, PageSize = 500 });
        await workplace.AddAsync(sandbox);

        var run = (await workplace.CollectAsync("--out", "-", "--json")).AssertExit(0);

        EventFile.Parse(Encoding.UTF8.GetBytes(run.Output)).AssertHolds(sandbox.Log("duo_auth"), mostRepeats: 0);
        Assert.Equal(1200, JsonElement.Parse(run.Error).GetProperty("delivered").GetInt32());
        Assert.False(File.Exists(workplace.Events));
    }

    [Fact]
    public async Task A_reader_that_leaves_early_costs_no_event()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1500 });
        await workplace.AddAsync(sandbox);

        await using var run = await workplace.StartAsync(["run", "--cluster", "prod", "--name", "duo", "--out", "-"], "", isOutputRead: false);
        var first = await run.Output.ReadLineAsync();
        run.Output.Close();

        (await run.EndAsync()).AssertExit(1).AssertSays("error: 'duo': events cannot be written to standard output");
        Assert.Equal("duo", JsonElement.Parse(first!).GetProperty("app").GetString());
        (await workplace.CollectAsync()).AssertExit(0).AssertSays("1,500 delivered");
        EventFile.Read(workplace.Events).AssertHolds(sandbox.Log("duo_auth"), mostRepeats: 0);
    }

    [Theory]
    [InlineData("types")]
    [InlineData("list")]
    public async Task A_reader_that_leaves_early_hears_no_complaint(string command)
    {
        await using var run = await workplace.StartAsync([command], "", isOutputRead: false);
        run.Output.Close();

        Assert.Empty((await run.EndAsync()).AssertExit(0).Error);
    }
}
