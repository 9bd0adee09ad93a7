using System.Net;
using System.Net.Sockets;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class RefusalTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task Credentials_that_the_vendor_refuses_are_told_with_app_fields_and_command()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1 });
        await workplace.AddAsync(sandbox, Workplace.AuthWith(new string('x', 40)));

        var refused = await workplace.CollectAsync();

        refused.AssertExit(1)
            .AssertSays("error: 'duo': Duo refused the credentials")
            .AssertSays("check api_hostname, integration_key and secret_key")
            .AssertSays("apps-cli update-auth --cluster prod --name duo");
        Assert.Equal("failed", (string?)workplace.State["current_state"]);
    }

    [Theory]
    [InlineData(11, "this machine's clock is 11 minutes behind Duo's; set the clock (NTP)")]
    [InlineData(-11, "this machine's clock is 11 minutes ahead of Duo's; set the clock (NTP)")]
    public async Task A_clock_that_is_off_is_told_apart_from_wrong_credentials(int minutes, string words)
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1, ClockSkew = TimeSpan.FromMinutes(minutes) });
        await workplace.AddAsync(sandbox);

        (await workplace.CollectAsync()).AssertExit(1).AssertSays(words);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_an_error_and_not_an_empty_log()
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1 });
        await workplace.AddAsync(sandbox, timeout: 10);
        var host = sandbox.Address.Authority;
        await sandbox.DisposeAsync();

        (await workplace.CollectAsync()).AssertExit(1).AssertSays($"error: 'duo': '{host}' cannot be reached");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_by_the_sandbox()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        (await workplace.RunAsync("sandbox", "--port", $"{port}")).AssertMistake(1, $"Port {port} cannot be used");
    }
}
