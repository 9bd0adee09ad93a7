using System.Security.Cryptography;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Secrets;
using Xunit;

namespace StreamAlert.Apps.Tests;

/// <summary>Event log files end to end: over real HTTP, through faults, over many runs.</summary>
public sealed class SalesforceCollectionTests
{
    private readonly TestClock clock = new();

    [Theory]
    [InlineData("salesforce_console", 1000)]
    [InlineData("salesforce_login", 1000)]
    [InlineData("salesforce_loginas", 37)]
    [InlineData("salesforce_report", 1)]
    [InlineData("salesforce_reportexport", 7)]
    public async Task Collects_every_row_once_and_as_it_is(string type, int rowsPerFile)
    {
        await using var rig = await AppRig.StartAsync(type, new SandboxOptions { Clock = clock, Events = 500, PageSize = rowsPerFile, EventsPerSecond = 3 });

        var report = await rig.RunAsync();

        Assert.Equal((Outcome.Complete, 500L), (report.Outcome, report.Tally.Delivered));
        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Fact]
    public async Task Finds_late_events_and_downloads_no_file_twice_over_many_runs()
    {
        await using var rig = await AppRig.StartAsync("salesforce_login", new SandboxOptions
        {
            Clock = clock,
            Events = 1200,
            EventsPerSecond = 1,
            First = clock.GetUtcNow().AddMinutes(-5),
            LateEvery = 7,
            LateBy = TimeSpan.FromMinutes(25),
        });
        for (var run = 0; run < 30; run++)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(TimeSpan.FromMinutes(2));
        }

        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
        Assert.Equal(Downloads(rig).Distinct().Order(), Downloads(rig).Order());
    }

    [Theory]
    [InlineData("503@1-3")]
    [InlineData("503@2-4")]
    [InlineData("503@3-6")]
    [InlineData("truncate@3")]
    [InlineData("garbage@3-6")]
    [InlineData("close@3-9")]
    [InlineData("html@4")]
    [InlineData("charset@2-4")]
    [InlineData("error@4")]
    [InlineData("redirect@4")]
    [InlineData("404@4")]
    [InlineData("expired@4")]
    [InlineData("denied@4")]
    [InlineData("throttled@4")]
    [InlineData("forbidden@4")]
    [InlineData("plan@2")]
    [InlineData("empty@2-4")]
    [InlineData("empty@13")]
    [InlineData("forget@13")]
    [InlineData("503@2-40")]
    public async Task Loses_nothing_by_a_fault_of_the_vendor(string fault)
    {
        await using var rig = await AppRig.StartAsync("salesforce_report", new SandboxOptions
        {
            Clock = clock,
            Events = 300,
            EventsPerSecond = 1,
            PageSize = 20,
            Faults = Fault.Parse(fault),
        });
        await rig.RunToTheEndAsync();

        rig.AssertOnceEach();
        Assert.Empty(rig.Sandbox.Misunderstood);
    }

    [Theory]
    [InlineData("daily")]
    [InlineData("hourly")]
    public async Task Delivers_each_event_once_although_it_is_in_a_daily_and_in_an_hourly_file(string interval)
    {
        await using var rig = await AppRig.StartAsync("salesforce_login", new SandboxOptions { Clock = clock, Events = 200, EventsPerSecond = 1 });
        rig.Entry = rig.Entry with { Settings = rig.Entry.Settings.Append(new("interval", interval)).ToDictionary() };
        await rig.RunAsync();

        rig.AssertOnceEach();
        var letter = interval == "daily" ? 'D' : 'H';
        Assert.NotEmpty(Downloads(rig));
        Assert.All(Downloads(rig), line => Assert.Contains($"/0AT5g000b{letter}", line));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(24)]
    [InlineData(25)]
    public async Task Skips_no_daily_file_although_its_LogDate_is_before_the_last_run(int hoursBetweenRuns)
    {
        var first = clock.GetUtcNow();
        await using var rig = await AppRig.StartAsync("salesforce_loginas", new SandboxOptions
        {
            Clock = clock,
            Script = [.. Enumerable.Range(0, 20).SelectMany(day => Enumerable.Repeat(new ScriptedEvent(first.AddDays(day).AddHours(-6)), 3))],
        });
        for (var hours = 0; hours < 20 * 24; hours += hoursBetweenRuns)
        {
            Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
            clock.Advance(TimeSpan.FromHours(hoursBetweenRuns));
        }

        rig.AssertOnceEach();
        Assert.Equal(20, Downloads(rig).Count);
    }

    [Fact]
    public async Task Reads_the_files_beyond_the_first_page_of_the_list()
    {
        await using var rig = await AppRig.StartAsync("salesforce_console", new SandboxOptions { Clock = clock, Events = 45, EventsPerSecond = 1, PageSize = 1 });
        await rig.RunAsync();

        rig.AssertOnceEach();
        Assert.Equal(4, rig.Sandbox.RequestLines.Count(line => line.StartsWith("GET /services/data/v68.0/query/01g", StringComparison.Ordinal)));
        Assert.Single(rig.Sandbox.RequestLines, line => line.StartsWith("GET /services/data/v68.0/query?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asks_for_a_file_without_a_double_slash()
    {
        await using var rig = await AppRig.StartAsync("salesforce_login", new SandboxOptions { Clock = clock, Events = 5 });
        await rig.RunAsync();

        Assert.NotEmpty(Downloads(rig));
        Assert.All(rig.Sandbox.RequestLines, line => Assert.DoesNotContain("//", line));
    }

    [Fact]
    public async Task Keeps_rows_raw_end_to_end_where_the_user_wants_that()
    {
        await using var rig = await AppRig.StartAsync("salesforce_report", new SandboxOptions { Clock = clock, Events = 100 });
        rig.Entry = rig.Entry with { Settings = rig.Entry.Settings.Append(new("row_format", "csv")).ToDictionary() };
        await rig.RunAsync();

        // Fields in quotes, and quotes inside them doubled: the same texts as those of the object.
        var raw = rig.Lines().Select(line => JsonDocument.Parse(line.Text).RootElement.GetString()!);
        var expected = rig.Expected().Select(text => string.Join(',', JsonDocument.Parse(text).RootElement.EnumerateObject()
            .Select(field => $"\"{field.Value.GetString()!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
        Assert.Equal(expected.Order(StringComparer.Ordinal), raw.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("client_credentials")]
    [InlineData("password")]
    [InlineData("jwt")]
    public async Task Signs_in_in_each_of_the_three_ways(string way)
    {
        await using var rig = await AppRig.StartAsync("salesforce_login", new SandboxOptions { Clock = clock, Events = 5 });
        var secrets = new FileSecretStore(rig.Data);
        await secrets.WriteAsync(rig.Entry.FunctionName, new Credentials(new Dictionary<string, string>
        {
            ["client_id"] = SalesforceCredentials.ClientId,
            [way == "jwt" ? "private_key" : "client_secret"] = way == "jwt" ? SandboxKey.Pem : SalesforceCredentials.ClientSecret,
            ["username"] = SalesforceCredentials.Username,
            [way == "password" ? "password" : "unused"] = SalesforceCredentials.Password,
            ["security_token"] = SalesforceCredentials.SecurityToken,
        }), default);

        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        rig.AssertOnceEach();
    }

    [Theory]
    [InlineData("private_key")]
    [InlineData("password")]
    [InlineData("client_secret")]
    public async Task Is_let_in_by_the_right_secret_only(string field)
    {
        await using var rig = await AppRig.StartAsync("salesforce_login", new SandboxOptions { Clock = clock, Events = 5 });
        using var stranger = RSA.Create(2048);
        var values = new Dictionary<string, string>
        {
            ["client_id"] = SalesforceCredentials.ClientId,
            ["client_secret"] = SalesforceCredentials.ClientSecret,
            ["username"] = SalesforceCredentials.Username,
        };
        values[field] = field == "private_key" ? stranger.ExportPkcs8PrivateKeyPem() : "hunter2hunter2";
        await new FileSecretStore(rig.Data).WriteAsync(rig.Entry.FunctionName, new Credentials(values), default);

        var report = await rig.RunAsync();
        Assert.Equal((Outcome.AuthFailed, 1), (report.Outcome, rig.Sandbox.Requests));
        Assert.DoesNotContain("hunter2", report.Message);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public async Task Signs_in_by_Salesforces_clock_where_ours_is_off(int minutesAhead)
    {
        await using var rig = await AppRig.StartAsync("salesforce_login", new SandboxOptions { Clock = clock, Events = 5, ClockSkew = TimeSpan.FromMinutes(minutesAhead) });
        await rig.RunAsync();
        clock.Advance(TimeSpan.FromMinutes(20));

        Assert.Equal(Outcome.Complete, (await rig.RunAsync()).Outcome);
        rig.AssertOnceEach();
    }

    private static List<string> Downloads(AppRig rig) => [.. rig.Sandbox.RequestLines.Where(line => line.EndsWith("/LogFile", StringComparison.Ordinal))];
}
