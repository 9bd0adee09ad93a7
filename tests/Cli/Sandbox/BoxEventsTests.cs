using System.Globalization;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class BoxEventsTests
{
    private const string Stream = "stream_type=admin_logs_streaming";
    private const string History = "stream_type=admin_logs";

    private readonly ManualClock clock = new(new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(1000)]
    [InlineData(7)]
    public async Task The_stream_has_them_as_they_are_listed_and_some_twice(int pageSize)
    {
        await using var server = await StartAsync(new() { Events = 100, PageSize = pageSize, LateEvery = 10, LateBy = TimeSpan.FromMinutes(2), EventsPerSecond = 1 });
        using var client = new BoxClient(server, clock);
        var log = server.Log("box_admin_events");

        var early = await client.ReadAsync(log, $"{Stream}&limit=500");
        clock.Advance(TimeSpan.FromMinutes(5));
        var all = await client.ReadAsync(log, $"{Stream}&limit=500");

        Assert.True(early.Count < all.Count);
        Assert.Equal(100, all.Distinct().Count());
        Assert.Equal(7, all.Count - 100);
        Assert.Equal(all.Take(early.Count), early);
        var first = all.DistinctBy(n => n).Select(log.ListedFrom).ToList();
        Assert.Equal(first.Order(), first);
        Assert.True(all.IndexOf(9) > all.IndexOf(40));
    }

    [Fact]
    public async Task The_stream_keeps_two_weeks_and_says_nothing_of_what_it_dropped()
    {
        await using var server = await StartAsync(new() { Events = 30, EventsPerSecond = 1 / 86_400.0, Delay = TimeSpan.Zero, PageSize = 5 });
        using var client = new BoxClient(server, clock);
        var log = server.Log("box_admin_events");
        var all = await client.ReadAsync(log, Stream);
        Assert.Equal(14, all.Distinct().Count());

        var position = $"&stream_position={(await client.GetAsync(Stream)).GetProperty("next_stream_position")}";
        clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(log.TimeOf(25), TimeOf((await client.GetAsync(Stream + position)).GetProperty("entries")[0]), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_history_has_them_in_their_order_for_a_year_and_lists_them_later()
    {
        await using var server = await StartAsync(new() { Events = 400, EventsPerSecond = 1 / 86_400.0, PageSize = 50 });
        using var client = new BoxClient(server, clock);
        var log = server.Log("box_admin_events");
        clock.Advance(TimeSpan.FromMinutes(9));

        Assert.Equal(Enumerable.Range(35, 364), await client.ReadAsync(log, History));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Enumerable.Range(35, 365), await client.ReadAsync(log, History));
    }

    [Fact]
    public async Task The_history_heeds_the_dates_only_without_a_position()
    {
        await using var server = await StartAsync(new() { Events = 100, EventsPerSecond = 1, First = clock.GetUtcNow().AddHours(-1) });
        using var client = new BoxClient(server, clock);
        var log = server.Log("box_admin_events");
        var dates = $"&created_after={Date(log.TimeOf(10))}&created_before={Date(log.TimeOf(12))}";

        var page = await client.GetAsync($"{History}{dates}&limit=2");
        var next = await client.GetAsync($"{History}{dates}&limit=500&stream_position={page.GetProperty("next_stream_position")}");
        var window = await client.GetAsync($"{History}{dates}&limit=500");

        Assert.Equal([log.TimeOf(10), log.TimeOf(11)], Times(page));
        Assert.Equal(Enumerable.Range(12, 88).Select(log.TimeOf), Times(next));
        Assert.Equal([log.TimeOf(10), log.TimeOf(11), log.TimeOf(12)], Times(window));
    }

    [Fact]
    public async Task A_position_is_a_text_or_a_number_and_stays_at_the_end()
    {
        await using var server = await StartAsync(new() { Events = 10 });
        using var client = new BoxClient(server, clock);
        var kinds = new List<JsonValueKind>();
        var position = "";
        for (var page = 0; page < 12; page++)
        {
            var next = (await client.GetAsync($"{Stream}&limit=1{position}")).GetProperty("next_stream_position");
            kinds.Add(next.ValueKind);
            position = $"&stream_position={next}";
        }

        Assert.Equal([JsonValueKind.Number, JsonValueKind.String], kinds.Distinct());
        var last = await client.GetAsync($"{Stream}{position}");
        Assert.Equal((0, position), (last.GetProperty("chunk_size").GetInt32(), $"&stream_position={last.GetProperty("next_stream_position")}"));

        var now = await client.GetAsync($"{Stream}&stream_position=now");
        Assert.Equal((0, position), (now.GetProperty("chunk_size").GetInt32(), $"&stream_position={now.GetProperty("next_stream_position")}"));
    }

    [Theory]
    [InlineData(Stream)]
    [InlineData(History)]
    public async Task Where_there_are_none_there_is_no_position_either(string stream)
    {
        await using var server = await StartAsync(new() { Events = 0 });
        using var client = new BoxClient(server, clock);

        Assert.Equal("0", (await client.GetAsync(stream)).GetProperty("next_stream_position").ToString());
        Assert.Equal("0", (await client.GetAsync($"{stream}&stream_position=0")).GetProperty("next_stream_position").ToString());
    }

    [Theory]
    [InlineData("limit=100", "stream_type is missing")]
    [InlineData("stream_type=all", "stream_type is not what it should be")]
    [InlineData($"{Stream}&limit=501", "limit is not 1 to 500")]
    [InlineData($"{Stream}&limit=0", "limit is not 1 to 500")]
    [InlineData($"{Stream}&limit=1&limit=1", "limit is repeated")]
    [InlineData($"{Stream}&cursor=1", "cursor is not known")]
    [InlineData($"{Stream}&created_after=2026-01-01T00:00:00Z", "created_after is for admin_logs only")]
    [InlineData($"{Stream}&created_before=2026-01-01T00:00:00Z", "created_before is for admin_logs only")]
    [InlineData($"{History}&created_after=1700000000", "created_after is not what it should be")]
    [InlineData($"{History}&created_after=2026-01-01T00:00:00", "created_after is not what it should be")]
    [InlineData($"{Stream}&stream_position=1", "stream_position is none that was given")]
    [InlineData($"{Stream}&stream_position=latest", "stream_position is none that was given")]
    [InlineData($"{Stream}&stream_position=1152922976252290887", "stream_position is none that was given")]
    [InlineData($"{Stream}&stream_position=1152922976252700786", "stream_position is none that was given")]
    [InlineData($"{History}&stream_position=1152922976252290886", "stream_position is none that was given")]
    public async Task What_Box_does_not_understand_is_refused(string query, string why)
    {
        await using var server = await StartAsync(new() { Events = 10 });
        using var client = new BoxClient(server, clock);
        var body = await client.GetAsync(query, 400);

        Assert.Equal(("error", "bad_request"), (body.GetProperty("type").GetString(), body.GetProperty("code").GetString()));
        Assert.EndsWith($": {why}", Assert.Single(server.Misunderstood));
    }

    [Theory]
    [InlineData("/2.0/users", "GET", 404)]
    [InlineData("/2.0/events", "POST", 405)]
    [InlineData("/oauth2/token", "GET", 405)]
    public async Task Only_events_are_read_and_only_tokens_are_asked_for(string path, string method, int status)
    {
        await using var server = await StartAsync(new() { Events = 1 });
        using var client = new BoxClient(server, clock);
        using var answer = await client.SendAsync(path, null, new HttpMethod(method));

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Single(server.Misunderstood);
    }

    [Fact]
    public async Task An_event_is_as_long_as_Boxs_and_has_its_own_id_and_time()
    {
        await using var server = await StartAsync(new() { Events = 500 });
        var log = server.Log("box_admin_events");
        var ids = new HashSet<string>();
        for (var n = 0; n < log.Count; n++)
        {
            var text = log.Event(n);
            var item = JsonElement.Parse(text);
            Assert.InRange(text.Length, 300, 1200);
            Assert.Equal(log.TimeOf(n), TimeOf(item), TimeSpan.FromSeconds(1));
            Assert.Matches("^[0-9a-f]{40}\\z", item.GetProperty("event_id").GetString());
            Assert.True(ids.Add(item.GetProperty("event_id").GetString()!));
        }
    }

    private static IEnumerable<DateTimeOffset> Times(JsonElement page) => page.GetProperty("entries").EnumerateArray().Select(TimeOf);

    private static DateTimeOffset TimeOf(JsonElement item) => item.GetProperty("created_at").GetDateTimeOffset();

    private static string Date(DateTimeOffset time) => Uri.EscapeDataString(time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));

    private Task<SandboxServer> StartAsync(SandboxOptions options) => SandboxServer.StartAsync(options with { Clock = clock });
}
