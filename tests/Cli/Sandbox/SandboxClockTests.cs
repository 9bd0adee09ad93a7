using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class SandboxClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualClock clock = new(Start);

    [Fact]
    public async Task Lists_all_events_from_the_start_unless_told_when_they_begin()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 100, Clock = clock });
        var age = Start - server.Log("duo_auth").TimeOf(99);

        Assert.Equal(100, (await NumbersAsync(server, LogRequest.Authentication)).Count);
        Assert.InRange(age, TimeSpan.FromSeconds(121), TimeSpan.FromSeconds(121.01));
    }

    [Theory]
    [InlineData(LogRequest.Authentication)]
    [InlineData(LogRequest.Administrator)]
    public async Task Lists_an_event_once_it_is_old_enough(string path)
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 100, EventsPerSecond = 1, First = Start, Clock = clock });

        clock.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await NumbersAsync(server, path));

        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([0], await NumbersAsync(server, path));

        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([0, 1, 2, 3], await NumbersAsync(server, path));
    }

    [Theory]
    [InlineData(LogRequest.Activity)]
    [InlineData(LogRequest.Administrator)]
    public async Task Lists_late_events_where_they_belong_but_later(string path)
    {
        await using var server = await SandboxServer.StartAsync(
            new() { Events = 10, EventsPerSecond = 1, First = Start, LateEvery = 3, LateBy = TimeSpan.FromSeconds(60), Clock = clock });

        clock.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(9));
        Assert.Equal([0, 1, 3, 4, 6, 7, 9], await NumbersAsync(server, path));

        clock.Advance(TimeSpan.FromSeconds(53));
        Assert.Equal([0, 1, 2, 3, 4, 6, 7, 9], await NumbersAsync(server, path));
        Assert.Equal(clock.GetUtcNow(), server.LogAt(path).ListedFrom(2));

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Enumerable.Range(0, 10), await NumbersAsync(server, path));
    }

    [Fact]
    public async Task Counts_and_pages_only_what_is_listed()
    {
        await using var server = await SandboxServer.StartAsync(
            new() { Events = 10, EventsPerSecond = 1, First = Start, LateEvery = 3, LateBy = TimeSpan.FromSeconds(60), Clock = clock });
        using var client = new SignedClient(server) { Clock = clock };
        clock.Advance(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(8));

        var page = await client.GetAsync(LogRequest.Authentication, server.Log("duo_auth").Window(1, 9, limit: 6));

        Assert.Equal(server.Log("duo_auth").EventsOf([1, 3, 4, 6, 7]), LogRequest.Events(page));
        Assert.Equal(5, LogRequest.Metadata(page).GetProperty("total_objects").GetInt32());
        Assert.Null(LogRequest.NextOffset(page));
    }

    [Fact]
    public async Task Tells_and_checks_a_time_of_its_own()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 10, Clock = clock, ClockSkew = TimeSpan.FromMinutes(10) });
        using var behind = new SignedClient(server) { Clock = clock };
        using var corrected = new SignedClient(server) { Clock = new ManualClock(Start.AddMinutes(10)) };

        using var refusal = await behind.SendAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());
        var body = JsonElement.Parse(await refusal.Content.ReadAsStringAsync());

        Assert.Equal(Start.AddMinutes(10), refusal.Headers.Date);
        Assert.Equal(40105, body.GetProperty("code").GetInt32());
        Assert.Equal(10, LogRequest.Events(await corrected.GetAsync(LogRequest.Authentication, server.Log("duo_auth").Whole())).Count());
    }

    [Fact]
    public async Task Answers_no_sooner_than_it_was_told_to()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 10, Latency = TimeSpan.FromSeconds(30), Clock = clock });
        using var client = new SignedClient(server) { Clock = clock };

        var answer = client.GetAsync(LogRequest.Authentication, server.Log("duo_auth").Whole());
        await clock.WaitedFor;
        Assert.False(answer.IsCompleted);

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(10, LogRequest.Events(await answer).Count());
    }

    [Fact]
    public async Task Takes_so_many_requests_of_a_log_in_a_minute()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 10, RequestsPerMinute = 2, Clock = clock });
        using var client = new SignedClient(server) { Clock = clock };
        var query = server.Log("duo_auth").Whole();

        await client.GetAsync(LogRequest.Authentication, query);
        await client.GetAsync(LogRequest.Authentication, query);
        using var refusal = await client.SendAsync(LogRequest.Authentication, query);
        await client.GetAsync(LogRequest.Activity, query);

        Assert.Equal("""{"code":42901,"message":"Too Many Requests","stat":"FAIL"}""", await refusal.Content.ReadAsStringAsync());
        Assert.Equal(429, (int)refusal.StatusCode);
        Assert.False(refusal.Headers.Contains("Retry-After"));

        clock.Advance(TimeSpan.FromMinutes(1));
        await client.GetAsync(LogRequest.Authentication, query);
    }

    private async Task<List<int>> NumbersAsync(SandboxServer server, string path)
    {
        using var client = new SignedClient(server) { Clock = clock };
        var log = server.LogAt(path);
        var all = log.EventsOf(Enumerable.Range(0, log.Count)).ToList();
        var page = await client.GetAsync(path, path.StartsWith("/admin/v1/", StringComparison.Ordinal) ? "mintime=0" : log.Whole());
        return [.. LogRequest.Events(page).Select(text => all.IndexOf(text))];
    }
}
