using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

/// <summary>Looks up events with either signature; what is signed can be changed before, and what is sent afterwards.</summary>
internal sealed class AliyunClient(SandboxServer server) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = server.Address };
    private int nonces;

    public string KeyId { get; init; } = AliyunCredentials.AccessKeyId;

    public string KeySecret { get; init; } = AliyunCredentials.AccessKeySecret;

    public TimeSpan Ahead { get; init; }

    public Dictionary<string, string> Changed { get; init; } = [];

    private string Date => (TimeProvider.System.GetUtcNow() + Ahead).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public void Dispose() => http.Dispose();

    /// <summary>The older signature, in the query or, with POST, in the form.</summary>
    public Task<(int Status, JsonElement Body)> RpcAsync(string own, HttpMethod? method = null)
    {
        method ??= HttpMethod.Get;
        var parameters = Split(own).Concat(
        [
            new("AccessKeyId", KeyId), new("Action", "LookupEvents"), new("Version", "2020-07-06"), new("Format", "JSON"),
            new("SignatureMethod", "HMAC-SHA1"), new("SignatureVersion", "1.0"), new("SignatureNonce", $"n{nonces++}"), new("Timestamp", Date),
        ]).ToDictionary();
        Change(parameters);
        parameters["Signature"] = AliyunRpcSignature.Sign(AliyunRpcSignature.TextToSign(method.Method, parameters), KeySecret);
        return method == HttpMethod.Post
            ? SendAsync(new HttpRequestMessage(method, "/") { Content = new FormUrlEncodedContent(parameters) })
            : SendAsync(new HttpRequestMessage(method, $"/?{Query(parameters)}"));
    }

    /// <summary>The newer signature.</summary>
    public Task<(int Status, JsonElement Body)> Acs3Async(string own, string? sent = null)
    {
        var headers = new Dictionary<string, string>
        {
            ["host"] = server.Address.Authority,
            ["x-acs-action"] = "LookupEvents",
            ["x-acs-version"] = "2020-07-06",
            ["x-acs-date"] = Date,
            ["x-acs-signature-nonce"] = $"n{nonces++}",
            ["x-acs-content-sha256"] = Convert.ToHexStringLower(SHA256.HashData([])),
        };
        Change(headers);
        var names = string.Join(';', headers.Keys.Order(StringComparer.Ordinal));
        var lines = string.Concat(headers.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}:{header.Value}\n"));
        var query = Query(Split(own).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        var canonical = $"GET\n/\n{query}\n{lines}\n{names}\n{headers.GetValueOrDefault("x-acs-content-sha256")}";
        var text = $"ACS3-HMAC-SHA256\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(KeySecret), Encoding.UTF8.GetBytes(text)));

        var request = new HttpRequestMessage(HttpMethod.Get, $"/?{sent ?? query}");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "ACS3-HMAC-SHA256", $"Credential={KeyId},SignedHeaders={names},Signature={signature}");
        foreach (var (name, value) in headers.Where(header => header.Key != "host"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return SendAsync(request);
    }

    private static IEnumerable<KeyValuePair<string, string>> Split(string own) => own.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]));

    private static string Query(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join('&', parameters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

    private void Change(Dictionary<string, string> values)
    {
        foreach (var (name, value) in Changed)
        {
            values[name] = value;
            if (value.Length == 0)
            {
                values.Remove(name);
            }
        }
    }

    private async Task<(int, JsonElement)> SendAsync(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }
}
