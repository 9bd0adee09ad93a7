using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services.Example;

public sealed class BoxLogsAppTests
{
    private const string Token = """{"access_token":"T1","expires_in":4169}""";
    private const string Event = """{"event_id":"f82c","created_at":"2024-05-01T00:00:01-00:00", "type" : "event"}""";

    [Fact]
    public async Task Asks_by_time_first_and_then_by_stream_position()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Json(Token),
            ScriptedVendor.Json($$"""{"chunk_size":1,"next_stream_position":"77","entries":[{{Event}}]}"""),
            ScriptedVendor.Json("""{"chunk_size":0,"next_stream_position":"77","entries":[]}"""));
        using var caller = Call(vendor);
        using var first = await caller.GatherAsync(1714521600, 1714525200);
        using var last = await caller.GatherAsync(1714521600, 1714525200, first.Next);

        Assert.Equal(
            [
                "/oauth2/token",
                "/2.0/events?stream_type=admin_logs&limit=500&event_type=LOGIN&created_after=2024-05-01T00:00:00Z&created_before=2024-05-01T01:00:00Z",
                "/2.0/events?stream_type=admin_logs&limit=500&event_type=LOGIN&stream_position=77",
            ],
            vendor.Requests.Select(request => request.Target));
        Assert.All(vendor.Requests.Skip(1), request => Assert.Equal("Bearer T1", request.Headers["Authorization"]));
        Assert.Equal(Event, Contract.Pages.Text(Assert.Single(first.Events)));
        Assert.Equal(("77", null), (first.Next, last.Next));
    }

    [Fact]
    public async Task Says_what_the_app_lacks_where_it_may_not_read()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Json(Token), ScriptedVendor.Status(403, """{"code":"access_denied_insufficient_permissions"}"""));
        using var caller = Call(vendor);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains("'Manage enterprise properties'", refusal.Message);
    }

    private static ServiceCaller Call(ScriptedVendor vendor) => new(
        new BoxLogsApp(),
        vendor.Address,
        [new("client_id", "ann"), new("client_secret", Caller.Secret), new("enterprise_id", "123456")],
        settings: [new("event_types", "LOGIN")]);
}
