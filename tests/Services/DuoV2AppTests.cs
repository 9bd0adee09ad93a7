using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class DuoV2AppTests
{
    private const string Event = """{"isotimestamp":"2024-05-01T00:06:40.000000+00:00", "timestamp":1714522000,"txid":"5bea1c1e"}""";

    [Fact]
    public async Task Asks_for_the_window_oldest_first_and_goes_on_by_offset()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Json($$$"""{"stat":"OK","response":{"authlogs":[{{{Event}}}],"metadata":{"next_offset":["1714522000000","5bea1c1e"],"total_objects":2} }}"""),
            ScriptedVendor.Json($$$"""{"stat":"OK","response":{"authlogs":[{{{Event}}}],"metadata":{"next_offset":"1714522000000,5bea1c1e"} }}"""),
            ScriptedVendor.Json("""{"stat":"OK","response":{"authlogs":[],"metadata":{"next_offset":null}}}"""));
        using var caller = DuoCaller.Of("duo_auth", vendor.Address);
        using var first = await caller.GatherAsync(1714521600, 1714525200);
        using var second = await caller.GatherAsync(1714521600, 1714525200, first.Next);
        using var third = await caller.GatherAsync(1714521600, 1714525200, second.Next);

        Assert.Equal(("1714522000000,5bea1c1e", "1714522000000,5bea1c1e", null), (first.Next, second.Next, third.Next));
        const string Window = "/admin/v2/logs/authentication?limit=1000&maxtime=1714525199999&mintime=1714521600000";
        Assert.Equal(
            [$"{Window}&sort=ts%3Aasc", $"{Window}&next_offset=1714522000000%2C5bea1c1e&sort=ts%3Aasc", $"{Window}&next_offset=1714522000000%2C5bea1c1e&sort=ts%3Aasc"],
            vendor.Requests.Select(request => request.Target));
        var item = Assert.Single(first.Events);
        Assert.Equal((Event, true, DateTimeOffset.FromUnixTimeSeconds(1714522000)), (Pages.Text(item), item.HasVendorId, item.Time));
        Assert.Empty(third.Events);
    }

    [Theory]
    [InlineData("duo_activity", "activity", "activity_id")]
    [InlineData("duo_telephony", "telephony", "telephony_id")]
    public async Task Reads_the_other_logs_in_their_own_words(string type, string endpoint, string id)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(
            $$"""{"stat":"OK","response":{"items":[{"{{id}}":"0d1c","ts":"2024-05-01T00:06:40.123456+00:00"}],"metadata":{"next_offset":"1714522000123,0d1c"} } }"""));
        using var caller = DuoCaller.Of(type, vendor.Address);
        using var page = await caller.GatherAsync(1714521600, 1714525200);

        Assert.StartsWith($"/admin/v2/logs/{endpoint}?limit=1000&maxtime=1714525199999&mintime=1714521600000&sort=ts%3Aasc", vendor.Requests.Single().Target);
        Assert.Equal("1714522000123,0d1c", page.Next);
        Assert.Equal((true, 1714522000), (page.Events.Single().HasVendorId, page.Events.Single().Time!.Value.ToUnixTimeSeconds()));
    }

    [Fact]
    public async Task Starts_the_window_over_when_Duo_forgot_the_offset()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(400, """{"code":40002,"stat":"FAIL"}"""));
        using var caller = DuoCaller.Of("duo_auth", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000, "1,x");

        Assert.Equal((true, 0, null), (page.TokenExpired, page.Events.Count, page.Next));
        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
    }

    [Theory]
    [InlineData("""{"stat":"OK","response":[]}""")]
    [InlineData("""{"stat":"OK","response":{}}""")]
    [InlineData("""{"stat":"FAIL","code":50000}""")]
    public async Task Never_takes_an_answer_without_events_for_an_empty_page(string body)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(body));
        using var caller = DuoCaller.Of("duo_auth", vendor.Address);

        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
    }
}
