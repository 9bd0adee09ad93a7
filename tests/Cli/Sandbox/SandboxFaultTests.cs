using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class SandboxFaultTests
{
    [Theory]
    [InlineData(503, 50301)]
    [InlineData(429, 42901)]
    [InlineData(401, 40103)]
    [InlineData(400, 40002)]
    public async Task A_status_comes_with_a_body_of_the_vendors_kind(int status, int code)
    {
        await using var server = await StartAsync($"{status}@2");
        using var client = new SignedClient(server);
        var query = server.Authentication.Whole();

        await client.GetAsync(LogRequest.Authentication, query);
        var body = await client.GetAsync(LogRequest.Authentication, query, status);
        await client.GetAsync(LogRequest.Authentication, query);

        Assert.Equal("FAIL", body.GetProperty("stat").GetString());
        Assert.Equal(code, body.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_truncated_answer_breaks_off_in_the_middle()
    {
        await using var server = await StartAsync("truncate@1");
        using var client = new SignedClient(server);

        using var response = await client.SendAsync(LogRequest.Authentication, server.Authentication.Whole());
        var (received, failure) = await ReadAsync(response);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(response.Content.Headers.ContentLength / 2, received.Length);
        Assert.IsAssignableFrom<IOException>(failure);
        await client.GetAsync(LogRequest.Authentication, server.Authentication.Whole());
    }

    [Fact]
    public async Task A_closed_connection_gives_no_answer()
    {
        await using var server = await StartAsync("close@1");
        using var client = new SignedClient(server);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(LogRequest.Authentication, server.Authentication.Whole()));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_stalled_answer_goes_no_further_until_the_client_gives_up()
    {
        await using var server = await StartAsync("stall@1");
        using var client = new SignedClient(server);
        using var patience = new CancellationTokenSource();

        using var response = await client.SendAsync(LogRequest.Authentication, server.Authentication.Whole());
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[(int)response.Content.Headers.ContentLength!.Value / 2]);
        var more = body.ReadAsync(new byte[1], patience.Token).AsTask();

        Assert.False(more.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => more);
        await client.GetAsync(LogRequest.Authentication, server.Authentication.Whole());
    }

    [Fact]
    public async Task A_stalled_answer_does_not_keep_the_server_from_stopping()
    {
        var server = await StartAsync("stall@1");
        using var client = new SignedClient(server);
        using var response = await client.SendAsync(LogRequest.Authentication, server.Authentication.Whole());
        var started = TimeProvider.System.GetTimestamp();

        await server.DisposeAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
        Assert.NotNull((await ReadAsync(response)).Failure);
    }

    [Fact]
    public async Task A_maintenance_page_looks_like_success()
    {
        await using var server = await StartAsync("html@1");
        using var client = new SignedClient(server);

        using var response = await client.SendAsync(LogRequest.Authentication, server.Authentication.Whole());

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_is_half_of_the_JSON()
    {
        await using var server = await StartAsync("garbage@1");
        using var client = new SignedClient(server);

        using var response = await client.SendAsync(LogRequest.Authentication, server.Authentication.Whole());
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(200, (int)response.StatusCode);
        Assert.StartsWith("""{"stat":"OK",""", body, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(body));
    }

    [Fact]
    public async Task A_redirect_leads_to_another_host()
    {
        await using var server = await StartAsync("redirect@1");
        using var client = new SignedClient(server);

        using var response = await client.SendAsync(LogRequest.Authentication, server.Authentication.Whole());

        Assert.Equal(302, (int)response.StatusCode);
        Assert.Equal(new Uri("http://192.0.2.1/"), response.Headers.Location);
    }

    private static Task<SandboxServer> StartAsync(string faults) =>
        SandboxServer.StartAsync(new() { Events = 100, Faults = Fault.Parse(faults) });

    private static async Task<(byte[] Received, Exception? Failure)> ReadAsync(HttpResponseMessage response)
    {
        var received = new MemoryStream();
        var failure = await Record.ExceptionAsync(async () => await (await response.Content.ReadAsStreamAsync()).CopyToAsync(received));
        return (received.ToArray(), failure);
    }
}
