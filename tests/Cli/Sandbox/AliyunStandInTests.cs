using System.Globalization;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class AliyunStandInTests : IAsyncLifetime
{
    private SandboxServer server = null!;

    public async Task InitializeAsync() => server = await SandboxServer.StartAsync(new() { Events = 120, EventsPerSecond = 2, PageSize = 50 });

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("acs3")]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task Gives_every_event_once_and_in_order_to_either_signature(string way)
    {
        using var client = new AliyunClient(server);
        var (events, token) = (new List<string>(), "");
        do
        {
            var own = $"{Window()}&Direction=FORWARD&MaxResults=50{token}";
            var (status, page) = await (way == "acs3" ? client.Acs3Async(own) : client.RpcAsync(own, new HttpMethod(way)));
            Assert.Equal(200, status);
            events.AddRange(page.GetProperty("Events").EnumerateArray().Select(item => item.GetRawText()));
            token = page.TryGetProperty("NextToken", out var next) ? $"&NextToken={next.GetString()}" : "";
        }
        while (token.Length > 0);

        Assert.Equal(server.Log("aliyun_actiontrail").EventsOf(Enumerable.Range(0, 120)), events);
        Assert.Equal(120, events.Select(text => JsonElement.Parse(text).GetProperty("eventId").GetString()).Distinct().Count());
        Assert.InRange(events.Average(text => text.Length), 700, 1400);
        Assert.Equal((3, 0), (server.Requests, server.Misunderstood.Count));
    }

    [Fact]
    public async Task Lists_the_newest_first_where_nobody_says_otherwise()
    {
        using var client = new AliyunClient(server);
        var (_, page) = await client.RpcAsync($"{Window()}&MaxResults=1");

        Assert.Equal(server.Log("aliyun_actiontrail").EventsOf([119]), page.GetProperty("Events").EnumerateArray().Select(item => item.GetRawText()));
    }

    [Theory]
    [InlineData("StartTime=2024-05-01T00:00:00Z", "InvalidParameter.StartTime")]
    [InlineData("{window}&MaxResults=51", "InvalidParameter.MaxResults")]
    [InlineData("{window}&Direction=UP", "InvalidParameter.Direction")]
    [InlineData("{window}&Limit=5", "InvalidParameter.Limit")]
    [InlineData("{window}&NextToken=x", "InvalidNextToken")]
    [InlineData("StartTime=2026-01-01&EndTime=2026-01-02", "InvalidParameter.StartTime")]
    [InlineData("StartTime=2020-01-01T00:00:00Z&EndTime=2020-01-02T00:00:00Z", "InvalidParameter.StartTime")]
    public async Task Names_the_parameter_that_is_wrong(string own, string code)
    {
        using var client = new AliyunClient(server);
        var (status, refusal) = await client.Acs3Async(own.Replace("{window}", Window(), StringComparison.Ordinal));

        Assert.Equal((400, code), (status, refusal.GetProperty("Code").GetString()));
        Assert.Single(server.Misunderstood);
    }

    [Fact]
    public async Task Takes_a_token_only_with_the_parameters_that_it_was_given_for()
    {
        using var client = new AliyunClient(server);
        var (_, page) = await client.Acs3Async($"{Window()}&MaxResults=50&Direction=FORWARD");
        var token = page.GetProperty("NextToken").GetString();

        var (same, _) = await client.Acs3Async($"{Window()}&MaxResults=50&Direction=FORWARD&NextToken={token}");
        var (other, refusal) = await client.Acs3Async($"{Window()}&MaxResults=49&Direction=FORWARD&NextToken={token}");
        Assert.Equal((200, 400, "InvalidNextToken"), (same, other, refusal.GetProperty("Code").GetString()));
    }

    [Theory]
    [InlineData("x-acs-action", "DescribeRegions", 404, "InvalidAction.NotFound")]
    [InlineData("x-acs-version", "2017-12-04", 400, "InvalidVersion")]
    [InlineData("x-acs-date", "Wed, 01 May 2024 01:02:03 GMT", 400, "InvalidTimeStamp.Format")]
    [InlineData("x-acs-content-sha256", "0000", 400, "IncompleteSignature")]
    [InlineData("x-acs-signature-nonce", "", 400, "IncompleteSignature")]
    [InlineData("x-acs-security-token", "CAIS", 400, "InvalidSecurityToken.MismatchWithAccessKey")]
    [InlineData("host", "actiontrail.cn-hangzhou.aliyuncs.com", 400, "SignatureDoesNotMatch")]
    public async Task Refuses_what_is_signed_but_wrong(string header, string value, int status, string code)
    {
        using var client = new AliyunClient(server) { Changed = { [header] = value } };
        var (given, refusal) = await client.Acs3Async(Window());

        Assert.Equal((status, code), (given, refusal.GetProperty("Code").GetString()));
    }

    [Theory]
    [InlineData("SignatureVersion", "2.0", 400, "IncompleteSignature")]
    [InlineData("Format", "XML", 400, "InvalidParameter.Format")]
    [InlineData("Version", "2017-12-04", 400, "InvalidVersion")]
    [InlineData("Action", "", 404, "InvalidAction.NotFound")]
    public async Task Refuses_what_is_signed_the_older_way_but_wrong(string name, string value, int status, string code)
    {
        using var client = new AliyunClient(server) { Changed = { [name] = value } };
        var (given, refusal) = await client.RpcAsync(Window());

        Assert.Equal((status, code), (given, refusal.GetProperty("Code").GetString()));
    }

    [Fact]
    public async Task Refuses_keys_dates_and_signatures_that_are_not_right()
    {
        using var stranger = new AliyunClient(server) { KeyId = "LTAI5tStranger" };
        using var forger = new AliyunClient(server) { KeySecret = "guess" };
        using var early = new AliyunClient(server) { Ahead = TimeSpan.FromMinutes(-16) };
        using var again = new AliyunClient(server) { Changed = { ["x-acs-signature-nonce"] = "once", ["SignatureNonce"] = "twice" } };
        using var client = new AliyunClient(server);

        await again.Acs3Async(Window());
        await again.RpcAsync(Window());
        foreach (var ask in new Func<AliyunClient, Task<(int, JsonElement)>>[] { one => one.Acs3Async(Window()), one => one.RpcAsync(Window()) })
        {
            Assert.Equal((404, "InvalidAccessKeyId.NotFound"), Code(await ask(stranger)));
            Assert.Equal((400, "SignatureDoesNotMatch"), Code(await ask(forger)));
            Assert.Equal((400, "InvalidTimeStamp.Expired"), Code(await ask(early)));
            Assert.Equal((400, "SignatureNonceUsed"), Code(await ask(again)));
        }

        Assert.Equal((400, "SignatureDoesNotMatch"), Code(await client.Acs3Async(Window(), sent: $"{Window()}&MaxResults=1")));
        Assert.Equal((400, "IncompleteSignature"), Code(await UnsignedAsync()));
    }

    private static (int, string?) Code((int Status, JsonElement Body) answer) => (answer.Status, answer.Body.GetProperty("Code").GetString());

    private async Task<(int, JsonElement)> UnsignedAsync()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var response = await http.GetAsync(new Uri($"/?{Window()}", UriKind.Relative));
        return ((int)response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }

    // The whole log.
    private string Window()
    {
        var log = server.Log("aliyun_actiontrail");
        return $"StartTime={Time(log.TimeOf(0))}&EndTime={Time(log.TimeOf(119))}";

        static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
