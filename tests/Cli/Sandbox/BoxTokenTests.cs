using System.Text.Json.Nodes;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class BoxTokenTests : IAsyncLifetime, IDisposable
{
    private readonly ManualClock clock = new(new DateTimeOffset(2026, 3, 29, 12, 0, 0, TimeSpan.Zero));
    private SandboxServer server = null!;
    private BoxClient client = null!;

    public async Task InitializeAsync()
    {
        server = await SandboxServer.StartAsync(new() { Events = 3, Clock = clock });
        client = new BoxClient(server, clock);
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task Is_given_for_an_assertion_and_is_good_for_a_little_more_than_an_hour(string algorithm)
    {
        using var one = new BoxClient(server, clock) { Algorithm = algorithm };
        var (status, body) = await one.AskAsync(one.Assertion(one.Claims));
        Assert.Equal((200, 4169, "bearer"), (status, body.GetProperty("expires_in").GetInt32(), body.GetProperty("token_type").GetString()));

        const string Events = "/2.0/events?stream_type=admin_logs";
        var token = body.GetProperty("access_token").GetString()!;
        using var good = await one.SendAsync(Events, token);
        clock.Advance(TimeSpan.FromSeconds(4169));
        using var expired = await one.SendAsync(Events, token);
        using var unknown = await one.SendAsync(Events, "nobody");
        using var none = await one.SendAsync(Events, null);
        Assert.Equal([200, 401, 401, 401], new[] { good, expired, unknown, none }.Select(answer => (int)answer.StatusCode));
        Assert.Contains("invalid_token", none.Headers.WwwAuthenticate.ToString());
        Assert.Empty(server.Misunderstood);
    }

    [Fact]
    public async Task Is_given_for_an_assertion_that_does_not_name_the_only_key() =>
        Assert.Equal(200, (await client.AskAsync(client.Assertion(client.Claims, key: null))).Status);

    [Theory]
    [InlineData("iss", "nobody")]
    [InlineData("sub", "1")]
    [InlineData("box_sub_type", "user")]
    [InlineData("aud", "https://api.box.com")]
    [InlineData("jti", "123456789012345")]
    public async Task Names_the_claim_that_is_wrong(string claim, string value)
    {
        var claims = client.Claims;
        claims[claim] = value;

        var (status, body) = await client.AskAsync(client.Assertion(claims));
        Assert.Equal((400, "invalid_grant", $"Please check the '{claim}' claim."), (status, body.GetProperty("error").GetString(), body.GetProperty("error_description").GetString()));
        Assert.Equal(claim is not ("iss" or "sub"), server.Misunderstood.Count > 0);
    }

    [Theory]
    [InlineData(0, 400)]
    [InlineData(1, 200)]
    [InlineData(60, 200)]
    [InlineData(61, 400)]
    public async Task Is_given_only_where_the_assertion_ends_within_a_minute(int ahead, int expected)
    {
        var claims = client.Claims;
        claims["exp"] = clock.GetUtcNow().ToUnixTimeSeconds() + ahead;

        Assert.Equal(expected, (await client.AskAsync(client.Assertion(claims))).Status);
        Assert.Empty(server.Misunderstood);
    }

    [Fact]
    public async Task Is_given_once_for_the_same_assertion()
    {
        var assertion = client.Assertion(client.Claims);

        Assert.Equal(200, (await client.AskAsync(assertion)).Status);
        Assert.Equal("Please check the 'jti' claim.", (await client.AskAsync(assertion)).Body.GetProperty("error_description").GetString());
    }

    [Fact]
    public async Task Is_not_given_for_an_assertion_that_somebody_else_signed_or_that_names_another_key()
    {
        var parts = client.Assertion(client.Claims).Split('.');
        var (forged, _) = await client.AskAsync($"{parts[0]}.{parts[1]}.{client.Assertion(client.Claims).Split('.')[2]}");
        var (other, body) = await client.AskAsync(client.Assertion(client.Claims, key: "other"));

        Assert.Equal((400, 400, "invalid_grant"), (forged, other, body.GetProperty("error").GetString()));
        Assert.Equal(400, (await client.AskAsync("nothing")).Status);
    }

    [Theory]
    [InlineData("enterprise", "801234", "", 200, "")]
    [InlineData("enterprise", "801235", "", 400, "invalid_grant")]
    [InlineData("user", "801234", "", 400, "invalid_grant")]
    [InlineData("enterprise", "801234", "x", 400, "invalid_client")]
    public async Task Is_given_for_client_credentials(string type, string id, string secret, int expected, string error)
    {
        var (status, body) = await client.PostAsync(
            ("grant_type", "client_credentials"), ("client_id", BoxCredentials.ClientId), ("client_secret", BoxCredentials.ClientSecret + secret), ("box_subject_type", type), ("box_subject_id", id));

        Assert.Equal((expected, error), (status, status == 200 ? "" : body.GetProperty("error").GetString()));
        Assert.Empty(server.Misunderstood);
    }

    [Theory]
    [InlineData("grant_type=password", "grant_type is unknown")]
    [InlineData("client_id=a", "grant_type is unknown")]
    [InlineData("grant_type=client_credentials&client_id=a&client_secret=b&box_subject_type=enterprise", "box_subject_id is missing")]
    [InlineData("grant_type=client_credentials&client_id=a&client_secret=b&box_subject_type=enterprise&box_subject_id=1&scope=x", "scope is not known")]
    [InlineData("grant_type=client_credentials&client_id=a&client_id=a", "client_id is repeated")]
    public async Task Is_not_given_for_a_form_that_Box_would_not_understand(string form, string why)
    {
        var (status, _) = await client.PostAsync([.. form.Split('&').Select(field => (field.Split('=')[0], field.Split('=')[1]))]);

        Assert.Equal(400, status);
        Assert.Equal([$"POST /oauth2/token: {why}"], server.Misunderstood);
    }

    [Fact]
    public void The_settings_files_are_of_the_same_app()
    {
        var (with, without) = (JsonNode.Parse(BoxCredentials.Keyfile)!, JsonNode.Parse(BoxCredentials.KeyfileWithoutKey)!);

        Assert.Equal(with["boxAppSettings"]!["clientID"]!.ToString(), without["boxAppSettings"]!["clientID"]!.ToString());
        Assert.Contains("ENCRYPTED PRIVATE KEY", with["boxAppSettings"]!["appAuth"]!["privateKey"]!.ToString());
        Assert.Empty(without["boxAppSettings"]!["appAuth"]!["privateKey"]!.ToString());
    }
}
