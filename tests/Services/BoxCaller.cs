using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>A Box app with a keyfile of the test's, and a vendor that gives it tokens.</summary>
internal sealed class BoxCaller : IAsyncDisposable
{
    public const string Secret = "hunter2hunter2";

    private readonly ScriptedVendor vendor;

    private BoxCaller(ScriptedVendor vendor, ServiceCaller caller) => (this.vendor, Caller) = (vendor, caller);

    public static RSA Key { get; } = RSA.Create(2048);

    public ServiceCaller Caller { get; }

    public TestClock Clock => Caller.Clock;

    /// <summary>What was asked of the events, without what each request asks.</summary>
    public IEnumerable<string> Targets => vendor.Requests
        .Where(request => request.Method == "GET")
        .Select(request => request.Target.Replace("/2.0/events?stream_type=", "", StringComparison.Ordinal).Replace("&limit=500", "", StringComparison.Ordinal));

    public IEnumerable<ScriptedVendor.Request> Requests => vendor.Requests;

    /// <param name="script">The answers to requests for events; the last one repeats.</param>
    public static Task<BoxCaller> StartAsync(params Func<HttpContext, Task>[] script) => StartAsync(Keyfile(), null, script);

    /// <param name="token">The answer to requests for a token; null for a token.</param>
    public static async Task<BoxCaller> StartAsync(
        string keyfile, Func<HttpContext, Task>? token, Func<HttpContext, Task>[] script, string? algorithm = null)
    {
        var asked = 0;
        var clock = new TestClock();
        var vendor = await ScriptedVendor.StartAsync(context =>
        {
            context.Response.Headers.Date = clock.GetUtcNow().ToString("R");
            return context.Request.Path == "/oauth2/token"
                ? (token ?? Token)(context)
                : script[Math.Min(Interlocked.Increment(ref asked), script.Length) - 1](context);
        });
        return new BoxCaller(vendor, new ServiceCaller(
            "box_admin_events", vendor.Address, [new("keyfile", keyfile)], clock, algorithm is null ? [] : [new("jwt_algorithm", algorithm)]));
    }

    /// <summary>A settings file: without a key for client credentials, as the Developer Console writes it there.</summary>
    public static string Keyfile(string? privateKey = "", string? passphrase = "", string? publicKeyId = "") => new JsonObject
    {
        ["boxAppSettings"] = new JsonObject
        {
            ["clientID"] = "client1",
            ["clientSecret"] = Secret,
            ["appAuth"] = privateKey is null ? null : new JsonObject { ["publicKeyID"] = publicKeyId, ["privateKey"] = privateKey, ["passphrase"] = passphrase },
        },
        ["enterpriseID"] = "801234",
    }.ToJsonString();

    public static Task Token(HttpContext context) =>
        ScriptedVendor.Json("""{"access_token":"T1","expires_in":4169,"restricted_to":[],"token_type":"bearer"}""")(context);

    /// <param name="next">The position as JSON.</param>
    /// <param name="events">The events as id and age in seconds.</param>
    public static Func<HttpContext, Task> Chunk(string next, params (string Id, double Age)[] events) => ScriptedVendor.Json(
        $$"""{"chunk_size":{{events.Length}},"next_stream_position":{{next}},"entries":[{{string.Join(", ", events.Select(item => Event(item.Id, item.Age)))}}]}""");

    /// <param name="age">In seconds, at the start of the clock.</param>
    public static string Event(string id, double age) =>
        $$"""{"type":"event", "event_id":"{{id}}","created_at":"{{Time(age).ToOffset(TimeSpan.FromHours(-7)):yyyy-MM-dd'T'HH:mm:sszzz}}"}""";

    /// <summary>So many seconds before the start of the clock.</summary>
    public static DateTimeOffset Time(double age) => new TestClock().GetUtcNow().AddSeconds(-age);

    public static long Unix(double age) => Time(age).ToUnixTimeSeconds();

    /// <param name="age">How many seconds the window starts before the clock's start.</param>
    public Task<Page> GatherAsync(double age, string? token = null, string? position = null) =>
        Caller.GatherAsync(Unix(age), Clock.GetUtcNow().ToUnixTimeSeconds() - 60, token, position);

    public static IEnumerable<string> Ids(Page page) =>
        page.Events.Select(item => JsonDocument.Parse(item.Bytes).RootElement.GetProperty("event_id").GetString()!);

    public ValueTask DisposeAsync()
    {
        Caller.Dispose();
        return vendor.DisposeAsync();
    }
}
