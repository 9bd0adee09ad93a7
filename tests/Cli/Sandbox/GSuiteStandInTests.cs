using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class GSuiteStandInTests : IAsyncLifetime, IDisposable
{
    private static readonly LogSource Source = new("my_app", "f", "prod", "gsuite", "gsuite_login", "gsuite:reports");

    private readonly HttpClient http = new();
    private SandboxServer server = null!;

    public async Task InitializeAsync()
    {
        server = await SandboxServer.StartAsync(new() { Events = 120, EventsPerSecond = 20, SameTimestamp = 3, PageSize = 50 });
        http.BaseAddress = server.Address;
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => http.Dispose();

    [Theory]
    [InlineData("login")]
    [InlineData("drive")]
    [InlineData("workspace_studio")]
    public async Task Gives_every_event_once_the_newest_first(string application)
    {
        await SignInAsync();
        var (events, token) = (new List<string>(), "");
        do
        {
            var (status, page) = await GetAsync(application, $"{Window()}&maxResults=1000{token}");
            Assert.Equal((200, "admin#reports#activities"), (status, page.GetProperty("kind").GetString()));
            events.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
            token = page.TryGetProperty("nextPageToken", out var next) ? $"&pageToken={next.GetString()}" : "";
        }
        while (token.Length > 0);

        Assert.Equal(server.Log($"gsuite_{application}").EventsOf(Enumerable.Range(0, 120).Reverse()), events);
        Assert.Equal(120, events.Select(Id).Distinct().Count());
        Assert.All(events, text => Assert.Equal(application, JsonElement.Parse(text).GetProperty("id").GetProperty("applicationName").GetString()));
        Assert.InRange(events.Average(text => text.Length), 700, 1400);
        Assert.Empty(server.Misunderstood);
    }

    [Fact]
    public async Task Leaves_the_list_out_where_nothing_matches()
    {
        await SignInAsync();
        var (status, page) = await GetAsync("login", "startTime=2001-01-01T00:00:00Z&endTime=2001-01-02T00:00:00.000Z");

        Assert.Equal((200, false, false), (status, page.TryGetProperty("items", out _), page.TryGetProperty("nextPageToken", out _)));
    }

    [Theory]
    [InlineData("login", "{window}&maxResults=0", 400, "invalidParameter")]
    [InlineData("login", "{window}&maxResults=1001", 400, "invalidParameter")]
    [InlineData("login", "{window}&limit=5", 400, "invalidParameter")]
    [InlineData("login", "{window}&pageToken=A:1", 400, "invalid")]
    [InlineData("login", "startTime=yesterday", 400, "invalidParameter")]
    [InlineData("login", "startTime=2024-05-02T00:00:00Z&endTime=2024-05-01T00:00:00Z", 400, "invalidParameter")]
    [InlineData("logins", "{window}", 400, "invalidParameter")]
    [InlineData("gmail", "startTime=2024-05-01T00:00:00Z", 400, "invalidParameter")]
    [InlineData("gmail", "startTime=2024-05-01T00:00:00Z&endTime=2024-05-31T00:00:01Z", 400, "invalidParameter")]
    public async Task Names_what_is_wrong_with_a_request(string application, string query, int status, string reason)
    {
        await SignInAsync();
        var (given, refusal) = await GetAsync(application, query.Replace("{window}", Window(), StringComparison.Ordinal));

        Assert.Equal((status, reason), (given, Reason(refusal)));
        Assert.Single(server.Misunderstood);
    }

    [Fact]
    public async Task Takes_a_page_token_only_with_the_parameters_that_it_was_given_for()
    {
        await SignInAsync();
        var (_, page) = await GetAsync("login", Window());
        var token = page.GetProperty("nextPageToken").GetString();

        Assert.Equal(200, (await GetAsync("login", $"{Window()}&pageToken={token}")).Status);
        Assert.Equal(400, (await GetAsync("login", $"pageToken={token}")).Status);
        Assert.Equal(400, (await GetAsync("drive", $"{Window()}&pageToken={token}")).Status);
    }

    [Fact]
    public async Task Lets_nobody_in_without_a_token_of_its_own()
    {
        var (without, missing) = await GetAsync("login", Window());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "ya29.guess");
        var (guessed, unknown) = await GetAsync("login", Window());

        Assert.Equal((401, "required", 401, "authError"), (without, Reason(missing), guessed, Reason(unknown)));
    }

    [Theory]
    [InlineData("iss", "stranger@example.com", 400, "invalid_grant", "Invalid grant: account not found", false)]
    [InlineData("sub", "ann@example.com", 400, "invalid_grant", "Invalid email or User ID", false)]
    [InlineData("aud", "https://accounts.google.com/o/oauth2/token", 400, "invalid_grant", "Invalid JWT: Failed audience check.", true)]
    [InlineData("kid", "another", 400, "invalid_grant", "Invalid JWT Signature.", true)]
    [InlineData("scope", "https://www.googleapis.com/auth/drive", 401, "unauthorized_client", "Client is unauthorized", false)]
    [InlineData("scope", "", 400, "invalid_scope", "Invalid OAuth scope", true)]
    [InlineData("iat", "360", 400, "invalid_grant", "Invalid JWT: Token must be a short-lived token", false)]
    [InlineData("iat", "-3700", 400, "invalid_grant", "Invalid JWT: Token must be a short-lived token", false)]
    [InlineData("exp", "3601", 400, "invalid_grant", "Invalid JWT: Token must be a short-lived token", true)]
    [InlineData("alg", "RS512", 400, "invalid_grant", "Invalid JWT Signature.", true)]
    public async Task Gives_no_token_for_wrong_claims(string claim, string value, int status, string error, string description, bool isMisunderstood)
    {
        var (given, refusal) = await AskAsync(new Dictionary<string, string> { [claim] = value });

        Assert.Equal((status, error), (given, refusal.GetProperty("error").GetString()));
        Assert.StartsWith(description, refusal.GetProperty("error_description").GetString());
        Assert.Equal(isMisunderstood, server.Misunderstood.Count == 1);
        Assert.All(server.Misunderstood, line => Assert.DoesNotContain("eyJ", line));
    }

    [Theory]
    [InlineData("grant_type=password&assertion=x", "unsupported_grant_type")]
    [InlineData("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer", "invalid_request")]
    [InlineData("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=x.y.z", "invalid_grant")]
    public async Task Gives_no_token_for_other_requests(string form, string error)
    {
        using var content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var response = await http.PostAsync(new Uri("/token", UriKind.Relative), content);

        var refusal = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
        Assert.Equal((400, error), ((int)response.StatusCode, refusal.GetProperty("error").GetString()));
    }

    private static (string?, string?) Id(string item) =>
        (JsonElement.Parse(item).GetProperty("id").GetProperty("time").GetString(), JsonElement.Parse(item).GetProperty("id").GetProperty("uniqueQualifier").GetString());

    private static string? Reason(JsonElement refusal) => refusal.GetProperty("error").GetProperty("errors")[0].GetProperty("reason").GetString();

    private async Task SignInAsync()
    {
        var (status, token) = await AskAsync([]);
        Assert.Equal((200, 3599, "Bearer"), (status, token.GetProperty("expires_in").GetInt32(), token.GetProperty("token_type").GetString()));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
    }

    private async Task<(int Status, JsonElement Body)> AskAsync(Dictionary<string, string> changed)
    {
        string Claim(string name, string right) => changed.GetValueOrDefault(name, right);
        var assertion = JwtSigner.Sign(
            new Jwt
            {
                Algorithm = Claim("alg", "RS256"),
                KeyId = Claim("kid", GSuiteCredentials.KeyId),
                PrivateKey = SandboxKey.Pem,
                Issuer = Claim("iss", GSuiteCredentials.ClientEmail),
                Subject = Claim("sub", GSuiteCredentials.DelegationEmail),
                Audience = Claim("aud", GSuiteCredentials.TokenUri),
                IssuedAt = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(int.Parse(Claim("iat", "0"), CultureInfo.InvariantCulture)),
                Lifetime = TimeSpan.FromSeconds(int.Parse(Claim("exp", "3600"), CultureInfo.InvariantCulture)),
                Claims = Claim("scope", GSuiteCredentials.Scope) is { Length: > 0 } scope ? new() { ["scope"] = scope } : new Dictionary<string, string>(),
            },
            Source);
        using var form = new FormUrlEncodedContent([new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), new("assertion", assertion)]);
        using var response = await http.PostAsync(new Uri("/token", UriKind.Relative), form);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }

    private async Task<(int Status, JsonElement Body)> GetAsync(string application, string query)
    {
        using var response = await http.GetAsync(new Uri($"/admin/reports/v1/activity/users/all/applications/{application}?{query}", UriKind.Relative));
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }

    // The whole log.
    private string Window()
    {
        var log = server.Log("gsuite_login");
        return $"startTime={Time(log.TimeOf(0))}&endTime={Time(log.TimeOf(119))}";

        static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }
}
