using System.Text;
using System.Text.Json;
using System.Text.Unicode;
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
        var query = server.Log("duo_auth").Whole();

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

        using var response = await client.SendAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());
        var (received, failure) = await ReadAsync(response);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(response.Content.Headers.ContentLength / 2, received.Length);
        Assert.IsAssignableFrom<IOException>(failure);
        await client.GetAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());
    }

    [Fact]
    public async Task A_closed_connection_gives_no_answer()
    {
        await using var server = await StartAsync("close@1");
        using var client = new SignedClient(server);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(LogRequest.Authentication, server.Log("duo_auth").Whole()));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_stalled_answer_goes_no_further_until_the_client_gives_up()
    {
        await using var server = await StartAsync("stall@1");
        using var client = new SignedClient(server);
        using var patience = new CancellationTokenSource();

        using var response = await client.SendAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[(int)response.Content.Headers.ContentLength!.Value / 2]);
        var more = body.ReadAsync(new byte[1], patience.Token).AsTask();

        Assert.False(more.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => more);
        await client.GetAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());
    }

    [Fact]
    public async Task A_stalled_answer_does_not_keep_the_server_from_stopping()
    {
        var server = await StartAsync("stall@1");
        using var client = new SignedClient(server);
        using var response = await client.SendAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());
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

        using var response = await client.SendAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_is_half_of_the_JSON()
    {
        await using var server = await StartAsync("garbage@1");
        using var client = new SignedClient(server);

        using var response = await client.SendAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());
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

        using var response = await client.SendAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());

        Assert.Equal(302, (int)response.StatusCode);
        Assert.Equal(new Uri("http://192.0.2.1/"), response.Headers.Location);
    }

    [Theory]
    [InlineData("denied", 401, 40103)]
    [InlineData("forbidden", 403, 40301)]
    [InlineData("plan", 403, 40301)]
    [InlineData("throttled", 429, 42901)]
    [InlineData("error", 200, 50001)]
    public async Task A_refusal_is_the_vendors_own(string fault, int status, int code)
    {
        await using var server = await StartAsync($"{fault}@1");
        using var client = new SignedClient(server);

        var body = await client.GetAsync(LogRequest.Authentication, server.Log("duo_auth").Whole(), status);

        Assert.Equal("FAIL", body.GetProperty("stat").GetString());
        Assert.Equal(code, body.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Maintenance_is_a_page_with_an_error()
    {
        await using var server = await StartAsync("maintenance@1");
        using var client = new SignedClient(server);

        using var response = await client.SendAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(LogRequest.Authentication)]
    [InlineData(LogRequest.OfflineEnrollment)]
    public async Task Another_charset_is_declared_and_is_no_UTF_8(string path)
    {
        await using var server = await StartAsync("charset@1");
        using var client = new SignedClient(server);
        var query = path == LogRequest.Authentication ? server.LogAt(path).Whole() : "mintime=0";

        using var response = await client.SendAsync(path, query);
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("ISO-8859-1", response.Content.Headers.ContentType?.CharSet);
        Assert.False(Utf8.IsValid(body));
        Assert.Equal(
            LogRequest.Events(await client.GetAsync(path, query)).Select(Meaning),
            LogRequest.Events(JsonElement.Parse(Encoding.Latin1.GetString(body))).Select(Meaning));

        static string Meaning(string log) => JsonSerializer.Serialize(JsonElement.Parse(log));
    }

    [Fact]
    public async Task Another_charset_has_a_letter_even_where_the_page_has_none()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 0, Faults = Fault.Parse("charset@1") });
        using var client = new SignedClient(server);

        using var response = await client.SendAsync(LogRequest.Administrator, "mintime=0");
        var body = await response.Content.ReadAsByteArrayAsync();

        Assert.False(Utf8.IsValid(body));
        Assert.Empty(LogRequest.Events(JsonElement.Parse(Encoding.Latin1.GetString(body))));
    }

    [Fact]
    public async Task A_forgotten_page_token_is_refused_once_and_nothing_else_is()
    {
        await using var server = await StartAsync("forget@1-2");
        using var client = new SignedClient(server);
        var log = server.Log("duo_auth");

        var offset = LogRequest.NextOffset(await client.GetAsync(LogRequest.Authentication, log.Whole(limit: 10)))!;
        var refusal = await client.GetAsync(LogRequest.Authentication, log.Whole(limit: 10, offset: offset), 400);
        await client.GetAsync(LogRequest.Authentication, log.Whole(limit: 10, offset: offset));

        Assert.Equal("next_offset", refusal.GetProperty("message_detail").GetString());
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
