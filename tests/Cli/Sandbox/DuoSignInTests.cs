using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class DuoSignInTests : IAsyncLifetime
{
    private SandboxServer server = null!;

    public async Task InitializeAsync() => server = await SandboxServer.StartAsync(new() { Events = 10 });

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Accepts_signatures_of_either_hash_and_for_any_name_of_the_host()
    {
        foreach (var host in new[] { DuoCredentials.ApiHostname, server.Address.Authority, server.Address.Host })
        {
            using var sha512 = new SignedClient(server) { Host = host };
            using var sha1 = new SignedClient(server) { Host = host, Hash = HMACSHA1.HashData };

            await AssertAcceptsAsync(sha512);
            await AssertAcceptsAsync(sha1);
        }
    }

    [Theory]
    [InlineData("Date", "-0000", 0)]
    [InlineData("Date", "+0000", 4)]
    [InlineData("Date", "GMT", -4)]
    [InlineData("X-Duo-Date", "+0000", 0)]
    public async Task Accepts_dates_as_official_clients_write_them(string header, string zone, int minutes)
    {
        using var client = new SignedClient(server) { DateHeader = header, Date = Date(minutes, zone) };
        await AssertAcceptsAsync(client);
    }

    [Fact]
    public async Task Refuses_a_request_whose_signature_does_not_match()
    {
        using var otherSecret = new SignedClient(server) { SecretKey = new string('x', 40) };
        using var otherHost = new SignedClient(server) { Host = "api-00000000.duosecurity.com" };
        using var client = new SignedClient(server);
        using var tampered = client.Request(HttpMethod.Get, LogRequest.Authentication, server.Log("duo_auth").Whole(limit: 10));
        tampered.RequestUri = new($"{LogRequest.Authentication}?{server.Log("duo_auth").Whole(limit: 9)}", UriKind.Relative);

        await AssertRefusesAsync(otherSecret, 40103);
        await AssertRefusesAsync(otherHost, 40103);
        await AssertRefusesAsync(await client.SendAsync(tampered), 40103);
    }

    [Fact]
    public async Task Refuses_an_unknown_integration_key()
    {
        using var client = new SignedClient(server) { IntegrationKey = "DI000000000000000000" };
        await AssertRefusesAsync(client, 40102);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer token")]
    [InlineData("Basic ???")]
    [InlineData("Basic bm8gY29sb24=")]
    public async Task Refuses_a_request_without_credentials(string? authorization)
    {
        using var client = new SignedClient(server);
        using var request = client.Request(HttpMethod.Get, LogRequest.Authentication, server.Log("duo_auth").Whole());
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", authorization);

        await AssertRefusesAsync(await client.SendAsync(request), 40101);
    }

    [Fact]
    public async Task Refuses_a_date_that_is_missing_unreadable_or_far_from_now()
    {
        using var early = new SignedClient(server) { Date = Date(-6, "-0000") };
        using var late = new SignedClient(server) { Date = Date(6, "-0000") };
        using var unreadable = new SignedClient(server) { Date = "now" };
        using var missing = new SignedClient(server) { DateHeader = "X-Date" };

        foreach (var client in new[] { early, late, unreadable, missing })
        {
            await AssertRefusesAsync(client, 40105);
        }
    }

    private static string Date(int minutes, string zone) =>
        TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToString($"ddd, dd MMM yyyy HH:mm:ss '{zone}'", CultureInfo.InvariantCulture);

    private async Task AssertAcceptsAsync(SignedClient client) =>
        Assert.Equal(10, LogRequest.Events(await client.GetAsync(LogRequest.Authentication, server.Log("duo_auth").Whole())).Count());

    private async Task AssertRefusesAsync(SignedClient client, int code) =>
        await AssertRefusesAsync(await client.SendAsync(LogRequest.Authentication, server.Log("duo_auth").Whole()), code);

    private static async Task AssertRefusesAsync(HttpResponseMessage response, int code)
    {
        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(code, body.GetProperty("code").GetInt32());
        Assert.Equal("FAIL", body.GetProperty("stat").GetString());
        Assert.Equal(code / 100, (int)response.StatusCode);
        response.Dispose();
    }
}
