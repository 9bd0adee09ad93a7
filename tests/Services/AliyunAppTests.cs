using System.Globalization;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class AliyunAppTests
{
    private const string Window = "/?Direction=FORWARD&EndTime=2024-05-01T01%3A00%3A00Z&MaxResults=50";
    private const string Start = "&StartTime=2024-04-30T23%3A59%3A59Z";
    private const long From = 1714521600;
    private const long To = 1714525200;

    private static AppIntegration App => AppCatalog.Get("aliyun_actiontrail");

    [Fact]
    public void Is_what_the_original_called_it()
    {
        Assert.Equal(("aliyun:actiontrail", null), (App.Log, App.Retired));
        Assert.Equal(["access_key_id", "access_key_secret", "region_id", "security_token"], App.RequiredAuthInfo.Select(field => field.Name));
        Assert.Equal([false, false, false, true], App.RequiredAuthInfo.Select(field => field.IsOptional));
        Assert.Equal([true, false, true, false], App.RequiredAuthInfo.Select(field => field.IsPublic));
        Assert.All(App.RequiredAuthInfo.Where(field => field.Example is not null), field => Assert.True(field.Accepts(field.Example)));
        Assert.All(App.Settings, setting => Assert.True(setting.Accepts(setting.Example)));
        Assert.Equal(
            "2020-09-13T11:00:00Z",
            new DateTime(2020, 9, 13, 11, 0, 0, DateTimeKind.Utc).ToString(App.DateFormat, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("access_key_id", "LTAI5tGLxBAXxEXAMPLEabcd", true)]
    [InlineData("access_key_id", "LTAIbcdefEXAMPLE", true)]
    [InlineData("access_key_id", "STS.NUgYrLnoC37mZZCNnAbez", true)]
    [InlineData("access_key_id", "LTAI5t GLxBAXx", false)]
    [InlineData("access_key_id", "LTAI5tGLxBAXxEXAMPLEabcd\n", false)]
    [InlineData("access_key_id", "", false)]
    [InlineData("access_key_secret", "abcdefghijklmnopqrstuvwxyz1234", true)]
    [InlineData("access_key_secret", "CVwjCkNzTMupZ8NbTCxCBRq3K16jtcWFTJAyBEv2", true)]
    [InlineData("access_key_secret", "secret", false)]
    [InlineData("access_key_secret", "abcdefghijklmnopqrstuvwxyz1234 ", false)]
    [InlineData("access_key_secret", "abcdefghijklmnopqrstuvwxyz1234\n", false)]
    [InlineData("security_token", "CAISrAF1q6Ft5B2yfSjIr5fhAYzAhZcVy5yqOWnFp2gHXdlggLjfkTz2IH5O+/==", true)]
    [InlineData("security_token", "CAIS\nCAISCAISCAISCAIS", false)]
    [InlineData("region_id", "cn-hangzhou", true)]
    [InlineData("region_id", "cn-shanghai-finance-1", true)]
    [InlineData("region_id", "cn-north-2-gov-1", true)]
    [InlineData("region_id", "ap-southeast-7", true)]
    [InlineData("region_id", "na-south-1", true)]
    [InlineData("region_id", "me-central-1", true)]
    [InlineData("region_id", "hangzhou", false)]
    [InlineData("region_id", "CN-hangzhou", false)]
    [InlineData("region_id", "cn-hangzhou.evil.example", false)]
    [InlineData("region_id", "cn-hangzhou/", false)]
    [InlineData("region_id", "oss-cn-hangzhou", false)]
    [InlineData("region_id", "cn-hangzhou\n", false)]
    public void Accepts_what_Aliyun_issues_and_nothing_else(string name, string value, bool accepted) =>
        Assert.Equal(accepted, App.RequiredAuthInfo.Single(field => field.Name == name).Accepts(value));

    [Theory]
    [InlineData("actiontrail.aliyuncs.com", true)]
    [InlineData("actiontrail.ap-northeast-1.aliyuncs.com", true)]
    [InlineData("actiontrail-vpc.cn-hangzhou.aliyuncs.com", true)]
    [InlineData("actiontrail.evil.example", false)]
    [InlineData("actiontrail.aliyuncs.com.evil.example", false)]
    [InlineData("actiontrail.aliyuncs.com/", false)]
    [InlineData("actiontrail.aliyuncs.com:8443", false)]
    [InlineData("evil.example@actiontrail.aliyuncs.com", false)]
    [InlineData("actiontrail.oss-cn-hangzhou.aliyuncs.com", false)]
    [InlineData("actiontrail.cn-hangzhou.fc.aliyuncs.com", false)]
    [InlineData("evilactiontrail.aliyuncs.com", false)]
    [InlineData("ecs.aliyuncs.com", false)]
    [InlineData("https://actiontrail.aliyuncs.com", false)]
    [InlineData("actiontrail.aliyuncs.com\n", false)]
    public void Lets_credentials_go_to_ActionTrail_only(string endpoint, bool accepted) =>
        Assert.Equal(accepted, App.Settings.Single().Accepts(endpoint));

    // The original talked plain HTTP, and knew 18 regions.
    [Theory]
    [InlineData("cn-hangzhou", "", "https://actiontrail.cn-hangzhou.aliyuncs.com:443")]
    [InlineData("ap-southeast-7", "", "https://actiontrail.ap-southeast-7.aliyuncs.com:443")]
    [InlineData("cn-shanghai-finance-1", "actiontrail.aliyuncs.com", "https://actiontrail.aliyuncs.com:443")]
    public async Task Goes_to_the_region_over_TLS(string region, string endpoint, string expected)
    {
        using var connections = new ConnectionLog("aliyun_actiontrail", AliyunCaller.Auth(region: region), [new("endpoint", endpoint)]);

        Assert.Equal([expected], await connections.OfAPageAsync());
    }

    // The original's first request had an end and no start, and all of them went from the newest to the oldest.
    [Fact]
    public async Task Asks_for_the_window_oldest_first_and_repeats_all_parameters_with_a_token()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Json($$"""{"RequestId":"1","StartTime":"x","NextToken":"eyJhY2NvdW50Ijo+/w==","Events":[{{Event("a", "2024-05-01T00:00:01Z")}}]}"""),
            ScriptedVendor.Json($$"""{"RequestId":"2","Events":[],"NextToken":"eyJhY2NvdW50Ijo2"}"""),
            ScriptedVendor.Json($$"""{"RequestId":"3","Events":[{{Event("b", "2024-05-01T00:00:01Z")}}],"NextToken":""}"""));
        using var caller = AliyunCaller.Of(vendor.Address);
        using var first = await caller.GatherAsync(From, To);
        using var second = await caller.GatherAsync(From, To, first.Next);
        using var third = await caller.GatherAsync(From, To, second.Next);

        Assert.Equal(("eyJhY2NvdW50Ijo+/w==", "eyJhY2NvdW50Ijo2", null), (first.Next, second.Next, third.Next));
        Assert.Equal(
            [
                $"GET {Window}{Start}", $"GET {Window}&NextToken=eyJhY2NvdW50Ijo%2B%2Fw%3D%3D{Start}", $"GET {Window}&NextToken=eyJhY2NvdW50Ijo2{Start}",
            ],
            vendor.Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.Equal((Event("a", "2024-05-01T00:00:01Z"), true), (Pages.Text(first.Events.Single()), first.Events.Single().HasVendorId));
        Assert.Empty(second.Events);
        Assert.NotEqual(first.Events.Single().Id, third.Events.Single().Id);
    }

    [Fact]
    public async Task Keeps_what_is_in_the_window_whichever_way_Aliyun_understands_its_ends()
    {
        string[] events =
        [
            Event("a", "2024-04-30T23:59:59Z"), Event("b", "2024-05-01T00:00:00Z"), Event("c", "2024-05-01T00:59:59Z"),
            Event("d", "2024-05-01T01:00:00Z"), """{"eventId":"e"}""",
        ];
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json($$"""{"Events":[{{string.Join(',', events)}}]}"""));
        using var caller = AliyunCaller.Of(vendor.Address);
        using var page = await caller.GatherAsync(From, To);

        Assert.Equal([events[1], events[2], events[4]], page.Events.Select(Pages.Text));
    }

    [Theory]
    [InlineData(400, "InvalidNextToken")]
    [InlineData(400, "InvalidParameter.NextToken")]
    [InlineData(404, "NextToken.NotFound")]
    public async Task Starts_the_window_over_when_Aliyun_does_not_know_the_token(int status, string code)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status, $$"""{"RequestId":"1","Code":"{{code}}"}"""));
        using var caller = AliyunCaller.Of(vendor.Address);
        using var page = await caller.GatherAsync(From, To, "x");

        Assert.Equal((true, 0, null), (page.TokenExpired, page.Events.Count, page.Next));
        var refusal = await caller.RefusalAsync();
        Assert.Equal((Outcome.SourceFailed, $"'my_app': Aliyun did not accept the request ({code}, HTTP {status})"), (refusal.Outcome, refusal.Message));
    }

    [Theory]
    [InlineData("""{"RequestId":"1","Code":"Throttling.User","Message":"?"}""")]
    [InlineData("""{"RequestId":"1","StartTime":"2024-05-01T00:00:00Z","EndTime":"2024-05-01T01:00:00Z"}""")]
    [InlineData("""{"RequestId":"1","Events":null}""")]
    [InlineData("""{"RequestId":"1","Events":[{"eventId":"1"}""")]
    [InlineData("<Error><Code>Throttling</Code></Error>")]
    [InlineData("")]
    public async Task Never_takes_an_answer_without_events_for_an_empty_page(string body)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(body));
        using var caller = AliyunCaller.Of(vendor.Address);

        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
    }

    // The original took its own time for the end, although events can be queried ten minutes late.
    [Fact]
    public void Leaves_alone_what_Aliyun_does_not_list_yet_and_stays_within_its_limits()
    {
        Assert.Equal(TimeSpan.FromMinutes(10), App.Holdback);
        Assert.True(App.Lateness >= TimeSpan.FromMinutes(30) && App.Overlap >= TimeSpan.FromMinutes(5));
        Assert.True(App.LongestWindow + TimeSpan.FromSeconds(1) <= TimeSpan.FromDays(30));
        Assert.True(App.History + App.Holdback + TimeSpan.FromSeconds(1) < TimeSpan.FromDays(90));
        Assert.Equal(new RequestLimit(2, TimeSpan.FromSeconds(1)), App.Limit);
    }

    private static string Event(string id, string time) => $$"""{"eventId":"{{id}}", "eventTime":"{{time}}","n":1.0}""";
}
