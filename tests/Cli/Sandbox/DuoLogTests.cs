using System.Buffers;
using System.Text;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class DuoLogTests
{
    private static readonly DateTimeOffset First = new(2026, 3, 1, 12, 0, 0, 250, TimeSpan.Zero);

    public static TheoryData<string> Paths =>
        [LogRequest.Authentication, LogRequest.Activity, LogRequest.Telephony, LogRequest.Administrator, LogRequest.OfflineEnrollment];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Has_events_that_are_JSON_and_all_different(string path)
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 3_000, EventsPerSecond = 1_000, First = First });
        var log = server.LogAt(path);

        var events = log.EventsOf(Enumerable.Range(0, log.Count)).ToHashSet();

        Assert.Equal(log.Count, events.Count);
        Assert.All(events, text => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(text).ValueKind));
        Assert.Contains(events, text => text.Contains('\n', StringComparison.Ordinal));
        Assert.Contains(events, text => !text.Contains('\n', StringComparison.Ordinal));
        Assert.All(events, text => Assert.Contains("12345678901234567890", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Writes_the_same_bytes_each_time()
    {
        var options = new SandboxOptions { Events = 50, First = First };
        await using var one = await SandboxServer.StartAsync(options);
        await using var other = await SandboxServer.StartAsync(options);
        var written = new ArrayBufferWriter<byte>();

        one.Log("duo_auth").Write(17, written);

        Assert.Equal(other.Log("duo_auth").Event(17), written.WrittenSpan.ToArray());
    }

    [Fact]
    public async Task Has_times_in_milliseconds_that_its_events_tell()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 100, EventsPerSecond = 10, First = First });

        var log = JsonElement.Parse(server.Log("duo_auth").Event(13));

        Assert.Equal(First.AddSeconds(1.3), server.Log("duo_auth").TimeOf(13));
        Assert.Equal(First.AddSeconds(1.3).ToUnixTimeSeconds(), log.GetProperty("timestamp").GetInt64());
        Assert.Equal("2026-03-01T12:00:01.550123+00:00", log.GetProperty("isotimestamp").GetString());
        Assert.Equal("2026-03-01T12:00:01+00:00", JsonElement.Parse(server.Log("duo_admin").Event(13)).GetProperty("isotimestamp").GetString());
    }

    [Fact]
    public async Task Lets_neighbours_share_a_timestamp()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 12, SameTimestamp = 4, First = First });

        var times = Enumerable.Range(0, 12).Select(server.Log("duo_auth").TimeOf);

        Assert.Equal([4, 4, 4], times.GroupBy(time => time).Select(group => group.Count()));
    }

    [Fact]
    public async Task Repeats_events_only_where_they_have_no_ids()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 9, IdenticalEvery = 3, EventsPerSecond = 1, First = First });

        var log = server.Log("duo_admin");

        Assert.Equal([2, 5, 8], Enumerable.Range(1, 8).Where(i => log.Event(i).AsSpan().SequenceEqual(log.Event(i - 1))));
        Assert.Equal(log.TimeOf(1), log.TimeOf(2));
        Assert.NotEqual(server.Log("duo_auth").Event(1), server.Log("duo_auth").Event(2));
    }

    [Fact]
    public async Task Has_events_of_about_a_kilobyte_that_hold_what_is_easily_lost()
    {
        await using var server = await SandboxServer.StartAsync(new() { Events = 100 });
        foreach (var log in new[] { server.Log("duo_auth"), server.Log("duo_activity"), server.Log("duo_admin") })
        {
            var text = string.Concat(log.EventsOf(Enumerable.Range(0, 100)));

            Assert.InRange(Encoding.UTF8.GetByteCount(text) / 100, 700, 1400);
            Assert.All(
                ["1.0", @"\u00", "ë", "\\\"", "[ ]", "\" : ", @"\/", " \t "],
                part => Assert.Contains(part, text, StringComparison.Ordinal));
        }
    }
}
