using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class DuoParametersTests : IAsyncLifetime
{
    private SandboxServer server = null!;

    public async Task InitializeAsync() => server = await SandboxServer.StartAsync(new() { Events = 10 });

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData(LogRequest.Authentication, "maxtime=1700000000000", "mintime")]
    [InlineData(LogRequest.Authentication, "mintime=1700000000000", "maxtime")]
    [InlineData(LogRequest.Authentication, "maxtime=1700000000&mintime=1600000000", "mintime")]
    [InlineData(LogRequest.Authentication, "maxtime=1700000000000&mintime=1700000000000", "mintime")]
    [InlineData(LogRequest.Authentication, "limit=0&maxtime=1700000000001&mintime=1700000000000", "limit")]
    [InlineData(LogRequest.Authentication, "limit=1001&maxtime=1700000000001&mintime=1700000000000", "limit")]
    [InlineData(LogRequest.Authentication, "limit=1&limit=1&maxtime=1700000000001&mintime=1700000000000", "limit")]
    [InlineData(LogRequest.Activity, "maxtime=1700000000001&mintime=1700000000000&sort=asc", "sort")]
    [InlineData(LogRequest.Activity, "maxtime=1700000000001&mintime=1700000000000&next_offset=1", "next_offset")]
    [InlineData(LogRequest.Telephony, "cursor=1&maxtime=1700000000001&mintime=1700000000000", "cursor")]
    [InlineData(LogRequest.Administrator, "", "mintime")]
    [InlineData(LogRequest.Administrator, "mintime=1700000000000", "mintime")]
    [InlineData(LogRequest.OfflineEnrollment, "limit=10&mintime=1700000000", "limit")]
    public async Task Names_the_parameter_that_is_wrong(string path, string query, string parameter)
    {
        using var client = new SignedClient(server);
        var body = await client.GetAsync(path, query, 400);
        Assert.Equal(40002, body.GetProperty("code").GetInt32());
        Assert.Equal("Invalid request parameters", body.GetProperty("message").GetString());
        Assert.Equal(parameter, body.GetProperty("message_detail").GetString());
        Assert.Equal("FAIL", body.GetProperty("stat").GetString());
    }

    [Fact]
    public async Task Refuses_an_offset_of_another_log_or_another_time()
    {
        using var client = new SignedClient(server);
        var log = server.Log("duo_auth");
        var offset = LogRequest.NextOffset(await client.GetAsync(LogRequest.Authentication, log.Whole(limit: 5)))!;
        var time = log.TimeOf(4).ToUnixTimeMilliseconds();
        var another = offset.Replace($"{time}", $"{time + 1}", StringComparison.Ordinal);

        await client.GetAsync(LogRequest.Authentication, log.Whole(offset: offset));
        await client.GetAsync(LogRequest.Authentication, log.Whole(offset: another), 400);
        await client.GetAsync(LogRequest.Activity, log.Whole(offset: offset), 400);
    }

    [Fact]
    public async Task Knows_only_its_paths_and_only_GET()
    {
        using var client = new SignedClient(server);
        using var post = client.Request(HttpMethod.Post, LogRequest.Authentication, server.Log("duo_auth").Whole());

        await client.GetAsync("/admin/v1/logs/authentication", "mintime=1700000000", 404);
        using var refusal = await client.SendAsync(post);
        Assert.Equal(405, (int)refusal.StatusCode);
    }
}
