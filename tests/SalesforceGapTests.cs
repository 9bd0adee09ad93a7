using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;
using StreamAlert.Apps.State;
using StreamAlert.Apps.Tests.Collecting;
using StreamAlert.Apps.Tests.Http;
using StreamAlert.Apps.Tests.Services;
using Xunit;

namespace StreamAlert.Apps.Tests;

/// <summary>What the collector makes of a file that cannot be read, run after run.</summary>
public sealed class SalesforceGapTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("apps-gap-").FullName;
    private readonly TestClock clock = new();
    private readonly SalesforcePaperOrg org = new();
    private readonly MemorySink sink = new();
    private readonly long start;

    public SalesforceGapTests() => start = clock.GetUtcNow().ToUnixTimeSeconds() - 7200;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Delivers_the_other_files_where_one_cannot_be_read_and_that_one_once_it_can()
    {
        org.Add("a", start, 2);
        var broken = org.Add("b", start + 60, 3);
        org.Add("c", start + 120, 4);
        broken.Answer = ScriptedVendor.Status(500);
        await using var vendor = await org.StartAsync();

        var first = await RunAsync(vendor);
        Assert.Equal((Outcome.SourceFailed, 6L, start + 60), (first.Outcome, first.Tally.Delivered, first.Watermark!.Value.ToUnixTimeSeconds()));
        Assert.Contains("Salesforce's file 0AT00000000000bGAI", first.Message);

        clock.Advance(TimeSpan.FromHours(1));
        org.Add("d", start + 8000, 5);
        var second = await RunAsync(vendor);
        Assert.Equal((Outcome.SourceFailed, 5L, start + 60), (second.Outcome, second.Tally.Delivered, second.Watermark!.Value.ToUnixTimeSeconds()));

        broken.Answer = context => context.Response.WriteAsync(broken.Content[..^5]);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((Outcome.SourceFailed, 2L), ((await RunAsync(vendor)) is { } third ? (third.Outcome, third.Tally.Delivered) : default));

        broken.Answer = null;
        clock.Advance(TimeSpan.FromHours(1));
        var last = await RunAsync(vendor);
        Assert.Equal((Outcome.Complete, 1L, 0L), (last.Outcome, last.Tally.Delivered, last.Tally.Repeated));
        Assert.True(last.Watermark > first.Watermark!.Value.AddHours(3));
        Assert.Equal(2 + 3 + 4 + 5, sink.Arrived.Select(item => item.Id).Distinct().Count());
        Assert.Equal(2 + 3 + 4 + 5, sink.Arrived.Count);
        Assert.All(["a", "c", "d"], name => Assert.Single(SalesforcePaperOrg.Downloads(vendor), SalesforcePaperOrg.Id(name)));
    }

    [Fact]
    public async Task Goes_on_in_the_middle_of_a_file_that_is_larger_than_a_run_has_time_for()
    {
        org.Add("a", start, 5500);
        await using var vendor = await org.StartAsync();
        var runs = 0;
        do
        {
            sink.Before = _ =>
            {
                clock.Advance(TimeSpan.FromSeconds(20));
                return Task.CompletedTask;
            };
            Assert.True(++runs < 10);
        }
        while ((await RunAsync(vendor, TimeSpan.FromSeconds(45))).Outcome == Outcome.Partial);

        Assert.InRange(runs, 2, 9);
        Assert.Equal(Enumerable.Range(1, 5500).Select(row => $$"""{"EVENT_TYPE":"Login","NOTE":"note {{row}}"}"""), sink.Texts);
    }

    private async Task<RunReport> RunAsync(ScriptedVendor vendor, TimeSpan? time = null)
    {
        using var caller = SalesforcePaperOrg.Call(vendor, clock: clock);
        var collector = new Collector(
            AppCatalog.Get("salesforce_login"),
            caller.Session,
            new FileStateStore(new DataFolder(folder), clock),
            sink,
            new MemorySink("dead"),
            new Budget(clock, time ?? TimeSpan.FromMinutes(15)),
            NullLogger.Instance);
        return await collector.RunAsync(new RunOrder("a test", TimeSpan.FromHours(1), DateTimeOffset.FromUnixTimeSeconds(start)), null, default);
    }
}
