using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class SlackStandInTests : IAsyncLifetime, IDisposable
{
    private const string Access = "/api/team.accessLogs";
    private const string Integration = "/api/team.integrationLogs";
    private const string Audit = "/audit/v1/logs";

    private SandboxServer server = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        server = await SandboxServer.StartAsync(new() { Events = 25, EventsPerSecond = 0.5, PageSize = 10, IdenticalEvery = 5, Gzip = false });
        client = new() { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string?)server.StandIn("slack").Auth["auth_token"]);
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("slack_access", Access, "limit=999", "logins")]
    [InlineData("slack_audit", Audit, "oldest=1&latest=9999999999&limit=9999", "entries")]
    public async Task Lists_every_event_once_newest_first_by_cursor(string type, string path, string query, string list)
    {
        var (events, cursor) = (new List<string>(), "");
        do
        {
            var page = await GetAsync($"{path}?{query}{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            events.AddRange(page.GetProperty(list).EnumerateArray().Select(item => item.GetRawText()));
            cursor = page.GetProperty("response_metadata").GetProperty("next_cursor").GetString()!;
        }
        while (cursor.Length > 0);

        Assert.Equal(server.Log(type).EventsOf(Enumerable.Range(0, 25).Reverse()), events);
        Assert.Equal(3, server.Requests);
        Assert.Empty(server.Misunderstood);
    }

    [Theory]
    [InlineData("slack_access", Access, "logins")]
    [InlineData("slack_integration", Integration, "logs")]
    public async Task Lists_every_event_once_newest_first_by_number(string type, string path, string list)
    {
        var events = new List<string>();
        foreach (var number in Enumerable.Range(1, 3))
        {
            var page = await GetAsync($"{path}?count=1000&page={number}");
            events.AddRange(page.GetProperty(list).EnumerateArray().Select(item => item.GetRawText()));
            var paging = page.GetProperty("paging");
            Assert.Equal((25, number, 3), (paging.GetProperty("total").GetInt32(), paging.GetProperty("page").GetInt32(), paging.GetProperty("pages").GetInt32()));
        }

        Assert.Equal(server.Log(type).EventsOf(Enumerable.Range(0, 25).Reverse()), events);
        Assert.Empty((await GetAsync($"{path}?count=1000&page=4")).GetProperty(list).EnumerateArray());
    }

    [Fact]
    public async Task Takes_a_form_as_well_where_the_Web_API_does()
    {
        using var form = new FormUrlEncodedContent([new("count", "5"), new("page", "2")]);
        using var answer = await client.PostAsync(new Uri(Integration, UriKind.Relative), form);
        using var refused = await client.PostAsync(new Uri($"{Audit}?limit=5", UriKind.Relative), null);

        var page = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            server.Log("slack_integration").EventsOf(Enumerable.Range(15, 5).Reverse()),
            page.GetProperty("logs").EnumerateArray().Select(item => item.GetRawText()));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
    }

    [Fact]
    public async Task Holds_both_ends_of_the_audited_window()
    {
        var log = server.Log("slack_audit");
        var (oldest, latest) = (log.TimeOf(7).ToUnixTimeSeconds(), log.TimeOf(12).ToUnixTimeSeconds());

        var page = await GetAsync($"{Audit}?oldest={oldest}&latest={latest}&limit=100");
        Assert.Equal(log.EventsOf(Enumerable.Range(7, 6).Reverse()), page.GetProperty("entries").EnumerateArray().Select(item => item.GetRawText()));
    }

    [Theory]
    [InlineData(Access, "limit=1000", 200, "invalid_limit")]
    [InlineData(Access, "limit=0", 200, "invalid_limit")]
    [InlineData(Access, "cursor=abc", 200, "invalid_cursor")]
    [InlineData(Access, "limit=10&cursor=abc", 200, "invalid_cursor")]
    [InlineData(Access, "count=1001", 200, "over_pagination_limit")]
    [InlineData(Access, "page=101", 200, "over_pagination_limit")]
    [InlineData(Access, "oldest=1", 200, "invalid_arguments")]
    [InlineData(Access, "limit=10&limit=10", 200, "invalid_arguments")]
    [InlineData(Access, "before=now", 200, "invalid_arguments")]
    [InlineData(Integration, "limit=999", 200, "invalid_arguments")]
    [InlineData(Integration, "change_type=added", 200, "invalid_arguments")]
    [InlineData(Integration, "count=1001", 200, "over_pagination_limit")]
    [InlineData(Integration, "count=10&page=0", 200, "over_pagination_limit")]
    [InlineData(Audit, "limit=10000", 400, "invalid_arguments")]
    [InlineData(Audit, "oldest=-1", 400, "invalid_arguments")]
    [InlineData(Audit, "page=2", 400, "invalid_arguments")]
    [InlineData(Audit, "cursor=abc", 400, "invalid_cursor")]
    [InlineData("/api/team.info", "", 200, "unknown_method")]
    [InlineData("/audit/v1/nothing", "", 404, "unknown_method")]
    public async Task Does_not_understand_what_Slack_would_not(string path, string query, int status, string error)
    {
        Assert.Equal(error, (await GetAsync($"{path}?{query}", status)).GetProperty("error").GetString());
        Assert.Single(server.Misunderstood);
    }

    [Theory]
    [InlineData(Access, "limit=10", "limit=9")]
    [InlineData(Access, "limit=10", "limit=10&before=9999999999")]
    [InlineData(Access, "limit=10&before=9999999999", "limit=10")]
    [InlineData(Access, "limit=10&team_id=T0SANDBOX", "limit=10")]
    [InlineData(Audit, "oldest=1&latest=9999999999&limit=10", "latest=9999999999&limit=10")]
    [InlineData(Audit, "oldest=1&latest=9999999999&limit=10", "oldest=1&limit=10")]
    [InlineData(Audit, "oldest=1&latest=9999999999&limit=10", "oldest=1&latest=9999999999")]
    [InlineData(Audit, "oldest=1&latest=9999999999&limit=10", "oldest=2&latest=9999999999&limit=10")]
    public async Task Takes_a_cursor_only_with_the_question_that_it_was_given_for(string path, string query, string another)
    {
        var page = await GetAsync($"{path}?{query}");
        var cursor = page.GetProperty("response_metadata").GetProperty("next_cursor").GetString();

        await GetAsync($"{path}?{query}&cursor={cursor}");
        Assert.Empty(server.Misunderstood);
        await GetAsync($"{path}?{another}&cursor={cursor}", path == Audit ? 400 : 200);
        Assert.Single(server.Misunderstood);
    }

    [Theory]
    [InlineData(Access, null, 200, "not_authed")]
    [InlineData(Integration, "xoxp-1", 200, "invalid_auth")]
    [InlineData(Audit, null, 401, "missing_authentication")]
    [InlineData(Audit, "xoxp-1", 401, "invalid_authentication")]
    public async Task Lets_in_nobody_without_its_token(string path, string? token, int status, string error)
    {
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        Assert.Equal(error, (await GetAsync(path, status)).GetProperty("error").GetString());
        Assert.Empty(server.Misunderstood);
    }

    [Fact]
    public async Task Knows_one_workspace_only()
    {
        await GetAsync($"{Access}?limit=5&team_id={SlackStandIn.Team}");

        Assert.Equal("invalid_team_id", (await GetAsync($"{Integration}?team_id=T0ELSE")).GetProperty("error").GetString());
    }

    [Fact]
    public async Task Lets_an_entry_grow_where_it_stands()
    {
        var before = JsonElement.Parse(server.Log("slack_access").Event(3));
        var time = DateTimeOffset.UnixEpoch.AddYears(60);
        ((SlackStandIn)server.StandIn("slack")).Grow(3, time);
        ((SlackStandIn)server.StandIn("slack")).Grow(3, time.AddSeconds(1));

        var page = await GetAsync($"{Access}?count=1&page=22");
        var entry = page.GetProperty("logins")[0];
        Assert.Equal(before.GetProperty("user_id").GetString(), entry.GetProperty("user_id").GetString());
        Assert.Equal(before.GetProperty("date_first").GetInt64(), entry.GetProperty("date_first").GetInt64());
        Assert.Equal((time.ToUnixTimeSeconds() + 1, 3), (entry.GetProperty("date_last").GetInt64(), entry.GetProperty("count").GetInt32()));
        Assert.Equal((before.GetProperty("date_first").GetInt64(), 1), (before.GetProperty("date_last").GetInt64(), before.GetProperty("count").GetInt32()));
    }

    private async Task<JsonElement> GetAsync(string pathAndQuery, int status = 200)
    {
        using var answer = await client.GetAsync(new Uri(pathAndQuery, UriKind.Relative));
        Assert.Equal(status, (int)answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }
}
