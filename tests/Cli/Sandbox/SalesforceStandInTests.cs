using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class SalesforceStandInTests : IAsyncLifetime, IDisposable
{
    private const string Fields = "SELECT Id, EventType, LogDate, LogFileLength, LogFile, CreatedDate, Interval, Sequence FROM EventLogFile";
    private readonly HttpClient client = new();
    private SandboxServer server = null!;

    public async Task InitializeAsync()
    {
        server = await SandboxServer.StartAsync(new() { Events = 300, EventsPerSecond = 1, PageSize = 30, Gzip = false });
        client.BaseAddress = server.Address;
        var answer = await TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", SalesforceCredentials.ClientId), ("client_secret", SalesforceCredentials.ClientSecret));
        client.DefaultRequestHeaders.Authorization = new("Bearer", answer.Body.GetProperty("access_token").GetString());
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("grant_type=client_credentials&client_id={id}&client_secret=wrong", "invalid_client")]
    [InlineData("grant_type=client_credentials&client_id=wrong&client_secret={secret}", "invalid_client_id")]
    [InlineData("grant_type=password&client_id={id}&client_secret={secret}&username={user}&password=wrong", "invalid_grant")]
    [InlineData("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion=a.b.c", "invalid_grant")]
    [InlineData("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer", "invalid_grant")]
    [InlineData("grant_type=refresh_token", "unsupported_grant_type")]
    [InlineData("", "unsupported_grant_type")]
    public async Task Gives_no_token_for_what_is_wrong(string form, string error)
    {
        form = form.Replace("{id}", SalesforceCredentials.ClientId, StringComparison.Ordinal)
            .Replace("{secret}", SalesforceCredentials.ClientSecret, StringComparison.Ordinal)
            .Replace("{user}", SalesforceCredentials.Username, StringComparison.Ordinal);
        var answer = await TokenAsync([.. form.Split('&').Where(field => field.Length > 0).Select(field => (field.Split('=')[0], field.Split('=')[1]))]);

        Assert.Equal((HttpStatusCode.BadRequest, error), (answer.Status, answer.Body.GetProperty("error").GetString()));
    }

    [Theory]
    [InlineData("SELECT Id, Nonsense FROM EventLogFile", 400, "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Account", 400, "INVALID_TYPE")]
    [InlineData("SELECT FROM EventLogFile", 400, "MALFORMED_QUERY")]
    [InlineData("DELETE FROM EventLogFile", 400, "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM EventLogFile WHERE CreatedDate >= '2024-05-01T00:00:00Z'", 400, "INVALID_FIELD")]
    [InlineData("SELECT Id FROM EventLogFile WHERE CreatedDate >= 2024-05-01", 400, "INVALID_FIELD")]
    [InlineData("SELECT Id FROM EventLogFile WHERE EventType=Login", 400, "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM EventLogFile WHERE Nonsense='x'", 400, "INVALID_FIELD")]
    [InlineData("SELECT Id FROM EventLogFile ORDER BY Nonsense", 400, "MALFORMED_QUERY")]
    public async Task Refuses_queries_that_Salesforce_refuses(string soql, int status, string code)
    {
        var (found, body) = await QueryAsync(soql);

        Assert.Equal((status, code), ((int)found, body[0].GetProperty("errorCode").GetString()));
        Assert.Single(server.Misunderstood);
    }

    [Fact]
    public async Task Knows_no_intervals_before_the_version_that_has_them()
    {
        var (status, body) = await QueryAsync("SELECT Id FROM EventLogFile WHERE Interval='Daily'", "36.0");
        Assert.Equal((HttpStatusCode.BadRequest, "INVALID_FIELD"), (status, body[0].GetProperty("errorCode").GetString()));

        (status, body) = await QueryAsync("SELECT Id FROM EventLogFile", "99.0");
        Assert.Equal((HttpStatusCode.NotFound, "NOT_FOUND"), (status, body[0].GetProperty("errorCode").GetString()));
    }

    [Fact]
    public async Task Lists_daily_and_hourly_files_where_a_query_does_not_say()
    {
        var all = await ListAsync($"{Fields} WHERE EventType='login'");
        var daily = await ListAsync($"{Fields} WHERE EventType='Login' AND Interval='Daily' ORDER BY CreatedDate ASC, Id ASC");
        var hourly = await ListAsync($"{Fields} WHERE EventType='Login' AND Interval='Hourly' ORDER BY CreatedDate ASC, Id ASC");

        Assert.Equal(all.Count, daily.Count + hourly.Count);
        Assert.Equal(daily.Count, hourly.Count);
        Assert.All(daily, file => Assert.Equal(0, file.GetProperty("Sequence").GetInt32()));
        Assert.All(hourly, file => Assert.True(file.GetProperty("Sequence").GetInt32() > 0));
        Assert.Equal(daily.Select(Order).Order(StringComparer.Ordinal), daily.Select(Order));
        Assert.True(daily.DistinctBy(file => file.GetProperty("CreatedDate").GetString()).Count() < daily.Count);
    }

    [Fact]
    public async Task Gives_files_of_CSV_that_are_as_long_as_it_says_and_hold_each_event_once()
    {
        var files = await ListAsync($"{Fields} WHERE EventType='Report' AND Interval='Daily' ORDER BY CreatedDate ASC, Id ASC");
        var rows = 0;
        foreach (var file in files)
        {
            using var answer = await client.GetAsync(file.GetProperty("LogFile").GetString());
            var content = await answer.Content.ReadAsByteArrayAsync();
            Assert.Equal(file.GetProperty("LogFileLength").GetDouble(), content.Length);
            Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
            using var csv = CsvHelper.CsvReader.Create(content, new CsvHelper.CsvReaderOptions { Separator = ',' });
            while (csv.Read())
            {
                using var expected = JsonDocument.Parse(server.Log("salesforce_report").Event(rows++));
                Assert.Equal(expected.RootElement.EnumerateObject().Select(field => field.Name), csv.Headers);
                Assert.Equal(expected.RootElement.EnumerateObject().Select(field => field.Value.GetString()!), csv.Current.ToArray());
            }
        }

        Assert.Equal(300, rows);
    }

    [Fact]
    public async Task Takes_no_token_that_it_did_not_give_and_none_that_it_forgot()
    {
        server.StandIn("salesforce").ForgetTokens();
        var (status, body) = await QueryAsync("SELECT Id FROM EventLogFile");
        Assert.Equal((HttpStatusCode.Unauthorized, "INVALID_SESSION_ID"), (status, body[0].GetProperty("errorCode").GetString()));

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "x");
        Assert.Equal(HttpStatusCode.Unauthorized, (await QueryAsync("SELECT Id FROM EventLogFile")).Status);
        client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.Unauthorized, (await QueryAsync("SELECT Id FROM EventLogFile")).Status);
        Assert.Empty(server.Misunderstood);
    }

    [Theory]
    [InlineData("/services/data/v68.0/query/01gx", HttpStatusCode.BadRequest)]
    [InlineData("/services/data/v68.0/query/01gMXwxfDF8eA", HttpStatusCode.BadRequest)]
    [InlineData("/services/data/v68.0/query", HttpStatusCode.BadRequest)]
    [InlineData("/services/data/v68.0/query?q=SELECT%20Id%20FROM%20EventLogFile&x=1", HttpStatusCode.BadRequest)]
    [InlineData("/services/data/v68.0/sobjects/EventLogFile/0AT5g000aD99999GAI/LogFile", HttpStatusCode.NotFound)]
    [InlineData("/services/data/v68.0/sobjects/EventLogFile/x/LogFile", HttpStatusCode.NotFound)]
    [InlineData("/services/data/v68.0/sobjects/Account/x", HttpStatusCode.NotFound)]
    public async Task Refuses_what_it_does_not_have(string path, HttpStatusCode status)
    {
        using var answer = await client.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.Single(server.Misunderstood);
    }

    private static string Order(JsonElement file) => $"{file.GetProperty("CreatedDate").GetString()} {file.GetProperty("Id").GetString()}";

    private async Task<(HttpStatusCode Status, JsonElement Body)> TokenAsync(params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync("/services/oauth2/token", content);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()));
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> QueryAsync(string soql, string version = "68.0")
    {
        using var answer = await client.GetAsync($"/services/data/v{version}/query?q={Uri.EscapeDataString(soql)}");
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync()));
    }

    private async Task<List<JsonElement>> ListAsync(string soql)
    {
        var files = new List<JsonElement>();
        var (_, body) = await QueryAsync(soql);
        while (true)
        {
            files.AddRange(body.GetProperty("records").EnumerateArray());
            if (body.GetProperty("done").GetBoolean())
            {
                return files;
            }

            body = JsonElement.Parse(await client.GetByteArrayAsync(body.GetProperty("nextRecordsUrl").GetString()));
        }
    }
}
