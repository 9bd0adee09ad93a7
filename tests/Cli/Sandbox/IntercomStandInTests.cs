using System.Net;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class IntercomStandInTests : IAsyncLifetime, IDisposable
{
    private const string All = "/admins/activity_logs?created_at_after=0";

    private SandboxServer server = null!;
    private HttpClient client = null!;

    private string Authorization => $"Bearer {(string)server.StandIn("intercom").Auth["token"]!}";

    public async Task InitializeAsync()
    {
        server = await SandboxServer.StartAsync(new() { Events = 70 });
        client = new() { BaseAddress = server.Address };
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task Lists_the_newest_first_and_names_the_next_page_in_both_forms()
    {
        var (listed, forms) = (new List<string>(), new List<JsonValueKind>());
        for (var target = All; target is not null;)
        {
            using var answer = await GetAsync(target, Authorization);
            var page = JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
            listed.AddRange(page.GetProperty("activity_logs").EnumerateArray().Select(item => item.GetRawText()));
            var pages = page.GetProperty("pages");
            Assert.Equal((forms.Count + 1, 20, 4), (pages.GetProperty("page").GetInt32(), pages.GetProperty("per_page").GetInt32(), pages.GetProperty("total_pages").GetInt32()));
            var next = pages.GetProperty("next");
            forms.Add(next.ValueKind);
            target = next.ValueKind switch
            {
                JsonValueKind.String => next.GetString(),
                JsonValueKind.Object => $"{All}&starting_after={next.GetProperty("starting_after").GetString()}",
                _ => null,
            };
        }

        Assert.Equal(server.Log("intercom_admin_activity_logs").EventsOf(Enumerable.Range(0, 70).Reverse()), listed);
        Assert.Equal([JsonValueKind.String, JsonValueKind.Object, JsonValueKind.String, JsonValueKind.Null], forms);
        Assert.Empty(server.Misunderstood);
    }

    [Theory]
    [InlineData("Authorization", null, 401, true)]
    [InlineData("Authorization", "Bearer dG9rOmFiY2RlZg==", 401, false)]
    [InlineData("Accept", null, 406, true)]
    [InlineData("Accept", "text/html", 406, true)]
    [InlineData("Intercom-Version", null, 400, true)]
    [InlineData("Intercom-Version", "1.1", 400, true)]
    public async Task Wants_the_token_JSON_and_a_version_in_the_headers(string header, string? value, int status, bool isMisunderstood)
    {
        using var answer = await GetAsync(All, Authorization, header, value);

        Assert.Equal((status, isMisunderstood), ((int)answer.StatusCode, server.Misunderstood.Count == 1));
        Assert.Equal("error.list", JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("", 404)]
    [InlineData("created_at_before=5", 404)]
    [InlineData("created_at_after=2024-05-01", 400)]
    [InlineData("created_at_after=1&created_at_before=x", 400)]
    [InlineData("created_at_after=1&created_at_after=1", 400)]
    [InlineData("created_at_after=1&page=0", 400)]
    [InlineData("created_at_after=1&starting_after=x", 400)]
    [InlineData("created_at_after=1&per_page=50", 400)]
    public async Task Refuses_parameters_that_Intercom_does_not_have(string query, int status)
    {
        using var answer = await GetAsync($"/admins/activity_logs?{query}", Authorization);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Single(server.Misunderstood);
    }

    [Fact]
    public async Task A_cursor_is_of_the_window_that_it_was_given_for()
    {
        using var second = await GetAsync($"{All}&page=2", Authorization);
        var cursor = JsonElement.Parse(await second.Content.ReadAsStringAsync()).GetProperty("pages").GetProperty("next").GetProperty("starting_after").GetString();

        using var other = await GetAsync($"/admins/activity_logs?created_at_after=1&starting_after={cursor}", Authorization);
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public async Task Has_no_other_paths_and_methods()
    {
        using var path = await GetAsync("/admins/1", Authorization);
        using var method = await client.PostAsync(All, null);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (path.StatusCode, method.StatusCode));
    }

    private async Task<HttpResponseMessage> GetAsync(string target, string authorization, string? changed = null, string? value = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        var headers = new Dictionary<string, string?> { ["Authorization"] = authorization, ["Accept"] = "application/json", ["Intercom-Version"] = "2.15" };
        if (changed is not null)
        {
            headers[changed] = value;
        }

        foreach (var (name, text) in headers.Where(header => header.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, text);
        }

        return await client.SendAsync(request);
    }
}
