using System.Net;
using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class SandboxServerTests
{
    [Fact]
    public async Task Counts_the_requests_and_knows_what_they_were()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 10, Faults = Fault.Parse("html@2") });
        using var client = new SignedClient(server);

        await client.GetAsync(LogRequest.Administrator, "mintime=5");
        using (await client.SendAsync(LogRequest.Administrator, "mintime=6"))
        {
            await client.GetAsync("/nowhere", "", 404);
        }

        Assert.Equal(3, server.Requests);
        Assert.Equal(
            [$"GET {LogRequest.Administrator}?mintime=5", $"GET {LogRequest.Administrator}?mintime=6", "GET /nowhere"],
            server.RequestLines);
    }

    [Fact]
    public async Task Tells_which_requests_no_vendor_would_understand_and_why()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 10, Faults = [.. Fault.Parse("400@2"), .. Fault.Parse("forget@3")] });
        using var client = new SignedClient(server);
        var log = server.Log("duo_auth");

        var offset = LogRequest.NextOffset(await client.GetAsync(LogRequest.Authentication, log.Whole(limit: 5)))!;
        await client.GetAsync(LogRequest.Authentication, log.Whole(), 400);
        await client.GetAsync(LogRequest.Authentication, log.Whole(limit: 5, offset: offset), 400);
        await client.GetAsync(LogRequest.Administrator, "mintime=5&page=2", 400);
        await client.GetAsync("/nowhere", "", 404);
        using var secret = new SignedClient(server) { SecretKey = new string('x', 40) };
        await secret.GetAsync(LogRequest.Administrator, "mintime=5", 401);

        Assert.Equal(
            [$"GET {LogRequest.Administrator}?mintime=5&page=2: page is not known", "GET /nowhere: no service has this path"],
            server.Misunderstood);
    }

    [Fact]
    public async Task Lets_a_fault_strike_only_what_is_a_services_path()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 10, Faults = Fault.Parse("503@1-2") });
        using var client = new SignedClient(server);

        await client.GetAsync("/nowhere", "", 404);
        await client.GetAsync(LogRequest.Administrator, "mintime=5", 503);
    }

    [Fact]
    public async Task Runs_beside_another_one()
    {
        await using var one = await SandboxServer.StartAsync(new() { Events = 10 });
        await using var other = await SandboxServer.StartAsync(new() { Events = 20 });
        using var client = new SignedClient(other);

        var page = await client.GetAsync(LogRequest.Authentication, other.Log("duo_auth").Whole());

        Assert.NotEqual(one.Address, other.Address);
        Assert.True(IPAddress.IsLoopback(IPAddress.Parse(one.Address.Host)));
        Assert.Equal(20, LogRequest.Events(page).Count());
        Assert.Equal((0, 1), (one.Requests, other.Requests));
    }

    [Fact]
    public async Task Answers_many_clients_at_once()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 2_000 });
        using var client = new SignedClient(server);

        var pages = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => i * 100).Select(first =>
                client.GetAsync(LogRequest.Authentication, server.Log("duo_auth").Window(first, first + 99))));

        Assert.Equal(server.Log("duo_auth").EventsOf(Enumerable.Range(0, 2_000)), pages.SelectMany(LogRequest.Events));
    }

    [Fact]
    public async Task Compresses_for_clients_that_can_read_it()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 100 });
        using var signer = new SignedClient(server);
        using var unpacking = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip };
        using var client = new HttpClient(unpacking) { BaseAddress = server.Address };
        using var request = signer.Request(HttpMethod.Get, LogRequest.Authentication, server.Log("duo_auth").Whole());

        using var plain = await signer.SendAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());
        using var response = await client.SendAsync(request);

        Assert.NotNull(plain.Content.Headers.ContentLength);
        Assert.Null(response.Content.Headers.ContentLength);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Says_that_a_port_is_taken()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 10 });

        var failure = await Assert.ThrowsAsync<AppException>(() => SandboxServer.StartAsync(new() { Port = server.Address.Port }));

        Assert.Equal(Outcome.Misconfigured, failure.Outcome);
        Assert.Contains($"{server.Address.Port}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_options_that_make_no_sense()
    {
        SandboxOptions[] senseless =
        [
            new() { Events = -1 },
            new() { EventsPerSecond = 0 },
            new() { PageSize = 1001 },
            new() { SameTimestamp = 0 },
            new() { IdenticalEvery = 1 },
            new() { LateBy = TimeSpan.FromSeconds(-1) },
            new() { Port = 65536 },
            new() { Delay = TimeSpan.FromSeconds(-1) },
            new() { Script = [new(DateTimeOffset.UnixEpoch), new(DateTimeOffset.MinValue)] },
            new() { Script = [new(DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(-1))] },
        ];
        foreach (var options in senseless)
        {
            await Assert.ThrowsAsync<AppException>(() => SandboxServer.StartAsync(options));
        }
    }

    [Fact]
    public async Task Has_nothing_to_list_where_there_are_no_events()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 0 });
        using var client = new SignedClient(server);

        Assert.Empty(LogRequest.Events(await client.GetAsync(LogRequest.Activity, "maxtime=1700000000001&mintime=1700000000000")));
        Assert.Empty(LogRequest.Events(await client.GetAsync(LogRequest.Administrator, "mintime=0")));
    }
}
