using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

/// <summary>Signs requests with code of its own, so that a mistake in the sandbox's is not made twice.</summary>
public sealed class SignedClient(SandboxServer server) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };

    public string IntegrationKey { get; init; } = DuoCredentials.IntegrationKey;

    public string SecretKey { get; init; } = DuoCredentials.SecretKey;

    public string Host { get; init; } = DuoCredentials.ApiHostname;

    public string DateHeader { get; init; } = "Date";

    public string? Date { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public Func<byte[], byte[], byte[]> Hash { get; init; } = HMACSHA512.HashData;

    public void Dispose() => http.Dispose();

    public Task<HttpResponseMessage> SendAsync(string path, string query, CancellationToken cancellationToken = default) =>
        http.SendAsync(Request(HttpMethod.Get, path, query), HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>A request whose query is encoded as it is signed, but need not be in that order.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, string query)
    {
        var date = Date ?? Clock.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss '-0000'", CultureInfo.InvariantCulture);
        var text = $"{date}\n{method}\n{Host}\n{path}\n{string.Join('&', query.Split('&').Order(StringComparer.Ordinal))}";
        var signature = Convert.ToHexStringLower(Hash(Encoding.UTF8.GetBytes(SecretKey), Encoding.UTF8.GetBytes(text)));

        var request = new HttpRequestMessage(method, query.Length == 0 ? path : $"{path}?{query}");
        request.Headers.TryAddWithoutValidation(DateHeader, date);
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{IntegrationKey}:{signature}")));
        return request;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => await http.SendAsync(request);

    /// <summary>The body of an answer that must have this status.</summary>
    public async Task<JsonElement> GetAsync(string path, string query, int status = 200)
    {
        using var response = await SendAsync(path, query);
        Assert.Equal(status, (int)response.StatusCode);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
    }
}
