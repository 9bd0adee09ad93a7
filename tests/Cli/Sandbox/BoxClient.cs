using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

/// <summary>A client of Box's events with code of its own, so that a mistake in the app's is not made twice.</summary>
internal sealed class BoxClient(SandboxServer server, TimeProvider clock) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = server.Address };
    private (string Value, DateTimeOffset Given)? token;

    public string Algorithm { get; init; } = "RS256";

    /// <summary>What an assertion says unless it is told otherwise.</summary>
    public JsonObject Claims => new()
    {
        ["iss"] = BoxCredentials.ClientId,
        ["sub"] = BoxCredentials.EnterpriseId,
        ["box_sub_type"] = "enterprise",
        ["aud"] = "https://api.box.com/oauth2/token",
        ["jti"] = Guid.NewGuid().ToString(),
        ["exp"] = clock.GetUtcNow().ToUnixTimeSeconds() + 30,
    };

    public string Assertion(JsonObject claims, string? key = BoxCredentials.PublicKeyId)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(SandboxKey.Pem);
        var header = new JsonObject { ["alg"] = Algorithm, ["typ"] = "JWT" };
        if (key is not null)
        {
            header["kid"] = key;
        }

        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        var signature = rsa.SignData(Encoding.ASCII.GetBytes(signed), new HashAlgorithmName($"SHA{Algorithm[2..]}"), RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public Task<(int Status, JsonElement Body)> AskAsync(string assertion) => PostAsync(
        ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion), ("client_id", BoxCredentials.ClientId), ("client_secret", BoxCredentials.ClientSecret));

    public async Task<(int Status, JsonElement Body)> PostAsync(params (string Name, string Value)[] form)
    {
        using var response = await http.PostAsync("/oauth2/token", new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }

    public async Task<HttpResponseMessage> SendAsync(string pathAndQuery, string? bearer, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, pathAndQuery);
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        return await http.SendAsync(request);
    }

    /// <summary>The body of an answer about events that must have this status.</summary>
    public async Task<JsonElement> GetAsync(string query, int status = 200)
    {
        if (token is not { } known || clock.GetUtcNow() - known.Given > TimeSpan.FromHours(1))
        {
            token = ((await AskAsync(Assertion(Claims))).Body.GetProperty("access_token").GetString()!, clock.GetUtcNow());
        }

        using var response = await SendAsync($"/2.0/events?{query}", token.Value.Value);
        Assert.Equal(status, (int)response.StatusCode);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The numbers of the events of all pages of a stream by their place in the log, up to an empty page.</summary>
    public async Task<List<int>> ReadAsync(SandboxLog log, string query)
    {
        var places = Enumerable.Range(0, log.Count).ToDictionary(n => Encoding.UTF8.GetString(log.Event(n)));
        var numbers = new List<int>();
        var position = "";
        while (true)
        {
            var page = await GetAsync(query + position);
            if (page.GetProperty("chunk_size").GetInt32() == 0)
            {
                return numbers;
            }

            numbers.AddRange(page.GetProperty("entries").EnumerateArray().Select(item => places[item.GetRawText()]));
            position = string.Create(CultureInfo.InvariantCulture, $"&stream_position={page.GetProperty("next_stream_position")}");
        }
    }

    public void Dispose() => http.Dispose();
}
