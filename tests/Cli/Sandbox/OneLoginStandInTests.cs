using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class OneLoginStandInTests : IAsyncLifetime, IDisposable
{
    private const string Good = """{"grant_type":"client_credentials"}""";
    private const string Events = "/api/1/events?limit=50&sort=%2Bid";

    private SandboxServer server = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        server = await SandboxServer.StartAsync(new() { Events = 120 });
        client = new() { BaseAddress = server.Address };
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("client_id:{0}, client_secret:{1}")]
    [InlineData("client_id: {0}, client_secret: {1}")]
    [InlineData("Basic")]
    public async Task Gives_a_token_for_the_credentials_in_either_form(string form)
    {
        var token = JsonElement.Parse(await TextAsync(await AskForTokenAsync(Header(form))));

        Assert.Equal((36000, "bearer"), (token.GetProperty("expires_in").GetInt32(), token.GetProperty("token_type").GetString()));
        foreach (var authorization in new[] { "bearer:", "bearer: ", "Bearer " })
        {
            using var answer = await GetAsync(Events, $"{authorization}{token.GetProperty("access_token").GetString()}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Empty(server.Misunderstood);
    }

    [Theory]
    [InlineData("client_id:{0}, client_secret:{0}", "application/json", Good, 401, false)]
    [InlineData("client_id={0}, client_secret={1}", "application/json", Good, 400, true)]
    [InlineData("", "application/json", Good, 400, true)]
    [InlineData("client_id:{0}, client_secret:{1}", "text/plain", Good, 400, true)]
    [InlineData("client_id:{0}, client_secret:{1}", "application/json", """{"grant_type":"password"}""", 400, true)]
    [InlineData("client_id:{0}, client_secret:{1}", "application/json", "grant_type=client_credentials", 400, true)]
    public async Task Gives_none_for_anything_else(string form, string type, string body, int status, bool isMisunderstood)
    {
        using var answer = await AskForTokenAsync(Header(form), type, body);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("status");

        Assert.Equal((status, status, true), ((int)answer.StatusCode, problem.GetProperty("code").GetInt32(), problem.GetProperty("error").GetBoolean()));
        Assert.Equal(isMisunderstood, server.Misunderstood.Count == 1);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("token", true)]
    [InlineData("bearer:token", false)]
    public async Task Lists_nothing_without_a_token_that_it_gave(string? authorization, bool isMisunderstood)
    {
        using var answer = await GetAsync(Events, authorization);

        Assert.Equal((HttpStatusCode.Unauthorized, isMisunderstood), (answer.StatusCode, server.Misunderstood.Count == 1));
    }

    [Theory]
    [InlineData("limit=51")]
    [InlineData("limit=0")]
    [InlineData("limit=x")]
    [InlineData("sort=+id")]
    [InlineData("sort=created_at")]
    [InlineData("since=2024-05-01")]
    [InlineData("since=1714521600")]
    [InlineData("until=2024-05-01T00:00:00%2B02:00")]
    [InlineData("until=2024-05-01T00:00:00Z&until=2024-05-01T00:00:00Z")]
    [InlineData("after_cursor=x")]
    [InlineData("page=2")]
    public async Task Refuses_parameters_that_OneLogin_does_not_have(string query)
    {
        using var answer = await GetAsync($"/api/1/events?{query}", await TokenAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Single(server.Misunderstood);
    }

    [Fact]
    public async Task Lists_all_events_by_its_links_oldest_first_and_newest_first_where_it_is_asked_to()
    {
        var authorization = await TokenAsync();
        foreach (var (sort, order) in new[] { ("%2Bid", Enumerable.Range(0, 120)), ("-id", Enumerable.Range(0, 120).Reverse()) })
        {
            var listed = new List<string>();
            for (var link = $"/api/1/events?sort={sort}"; link is not null;)
            {
                var page = JsonElement.Parse(await TextAsync(await GetAsync(link, authorization)));
                listed.AddRange(page.GetProperty("data").EnumerateArray().Select(item => item.GetRawText()));
                Assert.InRange(page.GetProperty("data").GetArrayLength(), 1, 50);
                link = page.GetProperty("pagination").GetProperty("next_link").GetString();
            }

            Assert.Equal(server.Log("onelogin_events").EventsOf(order), listed);
        }
    }

    [Fact]
    public async Task A_cursor_is_of_the_window_that_it_was_given_for()
    {
        var authorization = await TokenAsync();
        var page = JsonElement.Parse(await TextAsync(await GetAsync(Events, authorization)));
        var cursor = page.GetProperty("pagination").GetProperty("after_cursor").GetString();

        using var other = await GetAsync($"/api/1/events?after_cursor={cursor}", authorization);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Theory]
    [InlineData("DELETE", "/api/1/events", 405)]
    [InlineData("GET", "/auth/oauth2/v2/token", 405)]
    [InlineData("GET", "/api/1/users", 404)]
    public async Task Has_no_other_methods_and_paths(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new(method), path);
        using var answer = await client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static string Header(string form) => form == "Basic"
        ? $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{OneLoginAuthorization.ClientId}:{OneLoginAuthorization.ClientSecret}"))}"
        : string.Format(null, form, OneLoginAuthorization.ClientId, OneLoginAuthorization.ClientSecret);

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        }
    }

    private async Task<string> TokenAsync() => "bearer:" + JsonElement
        .Parse(await TextAsync(await AskForTokenAsync(Header("client_id:{0}, client_secret:{1}")))).GetProperty("access_token").GetString();

    private async Task<HttpResponseMessage> AskForTokenAsync(string authorization, string type = "application/json", string body = Good)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/oauth2/v2/token")
        {
            Content = new StringContent(body, new MediaTypeHeaderValue(type)),
        };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> GetAsync(string target, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await client.SendAsync(request);
    }
}
