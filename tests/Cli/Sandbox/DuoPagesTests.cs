using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class DuoPagesTests
{
    [Theory]
    [InlineData(LogRequest.Authentication, "asc")]
    [InlineData(LogRequest.Authentication, "desc")]
    [InlineData(LogRequest.Activity, "asc")]
    [InlineData(LogRequest.Telephony, "desc")]
    public async Task Give_every_event_once_and_in_order(string path, string sort)
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 1_005, SameTimestamp = 7, PageSize = 100 });
        using var client = new SignedClient(server);
        var log = server.LogAt(path);
        var (pages, events) = (0, new List<string>());

        for (var next = ""; next is not null; pages++)
        {
            var page = await client.GetAsync(path, log.Whole(sort: sort, offset: next));
            events.AddRange(LogRequest.Events(page));
            next = LogRequest.NextOffset(page);
        }

        var all = Enumerable.Range(0, log.Count);
        Assert.Equal(log.EventsOf(sort == "asc" ? all : all.Reverse()), events);
        Assert.Equal(11, pages);
    }

    [Fact]
    public async Task Take_the_offset_as_one_value_too()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 30 });
        using var client = new SignedClient(server);
        var log = server.Log("duo_auth");
        var page = await client.GetAsync(LogRequest.Authentication, log.Whole(limit: 10));
        var next = LogRequest.Metadata(page).GetProperty("next_offset");

        page = await client.GetAsync(LogRequest.Authentication, log.Whole(limit: 10, offset: $"&next_offset={next[0]}%2C{next[1]}"));

        Assert.Equal(log.EventsOf(Enumerable.Range(10, 10)), LogRequest.Events(page));
    }

    [Fact]
    public async Task End_without_an_offset_even_where_the_last_page_is_full()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 20 });
        using var client = new SignedClient(server);

        var authentication = await client.GetAsync(LogRequest.Authentication, server.Log("duo_auth").Whole(limit: 20));
        var activity = await client.GetAsync(LogRequest.Activity, server.Log("duo_activity").Whole(limit: 20));

        Assert.Equal(JsonValueKind.Null, LogRequest.Metadata(authentication).GetProperty("next_offset").ValueKind);
        Assert.False(LogRequest.Metadata(activity).TryGetProperty("next_offset", out _));
    }

    [Fact]
    public async Task Hold_both_ends_of_the_window_and_tell_how_many_there_are_in_all()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 100 });
        using var client = new SignedClient(server);

        var page = await client.GetAsync(LogRequest.Authentication, server.Log("duo_auth").Window(20, 60, limit: 5));
        var items = await client.GetAsync(LogRequest.Activity, server.Log("duo_activity").Window(20, 60, limit: 5));

        Assert.Equal(server.Log("duo_auth").EventsOf(Enumerable.Range(20, 5)), LogRequest.Events(page));
        Assert.Equal(41, LogRequest.Metadata(page).GetProperty("total_objects").GetInt32());
        Assert.Equal(41, LogRequest.Metadata(items).GetProperty("total_objects").GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task Hold_the_newest_hundred_where_neither_limit_nor_order_is_asked_for()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 200 });
        using var client = new SignedClient(server);
        var query = server.Log("duo_auth").Whole();

        var page = await client.GetAsync(
            LogRequest.Authentication, query["limit=1000&".Length..query.IndexOf("&sort", StringComparison.Ordinal)]);

        Assert.Equal(server.Log("duo_auth").EventsOf(Enumerable.Range(100, 100).Reverse()), LogRequest.Events(page));
    }

    [Theory]
    [InlineData(LogRequest.Administrator)]
    [InlineData(LogRequest.OfflineEnrollment)]
    public async Task Of_v1_are_read_on_by_raising_the_second(string path)
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 1_005, PageSize = 100, IdenticalEvery = 5 });
        using var client = new SignedClient(server);
        var log = server.LogAt(path);
        var events = new List<string>();

        for (var second = 0L; events.Count < log.Count;)
        {
            var page = LogRequest.Events(await client.GetAsync(path, $"mintime={second}")).ToList();
            events.RemoveAll(known => TimestampOf(known) >= second);
            events.AddRange(page);
            second = TimestampOf(page[^1]);
        }

        Assert.Equal(log.EventsOf(Enumerable.Range(0, log.Count)), events);

        static long TimestampOf(string log) => JsonElement.Parse(log).GetProperty("timestamp").GetInt64();
    }

    [Fact]
    public async Task Of_v1_hold_the_earliest_events_of_the_second_asked_for_and_after()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 3_000 });
        using var client = new SignedClient(server);
        var log = server.Log("duo_admin");
        var second = log.TimeOf(1_000).ToUnixTimeSeconds();
        var first = Enumerable.Range(0, log.Count).First(i => log.TimeOf(i).ToUnixTimeSeconds() >= second);

        var page = await client.GetAsync(LogRequest.Administrator, $"mintime={second}");

        Assert.Equal(log.EventsOf(Enumerable.Range(first, 1_000)), LogRequest.Events(page));
    }
}
