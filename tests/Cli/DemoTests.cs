using System.Text.RegularExpressions;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed partial class DemoTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task The_demonstration_collects_all_events_and_shows_the_first()
    {
        var demo = (await workplace.RunAsync("demo", "--events", "3000")).AssertExit(0);

        demo.AssertSays("duo_demo: complete: 3,000 delivered, 0 repeated, 0 dead-lettered of 3,000 events on 3 pages").AssertSays("/s)");
        Assert.Equal(3, demo.OutputLines.Count);
        Assert.All(demo.OutputLines, line => Assert.StartsWith("""{"app":"duo_demo","cluster":"demo",""", line, StringComparison.Ordinal));
        var file = EventsPath.Match(demo.Error).Groups["path"].Value;
        Assert.Equal(3000, File.ReadLines(file).Count());
        Assert.StartsWith(workplace.Folder, file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demonstration_collects_another_log_that_there_is_a_stand_in_for()
    {
        var demo = (await workplace.RunAsync("demo", "--type", "duo_admin", "--events", "30")).AssertExit(0);

        demo.AssertSays("duo_demo: complete: 30 delivered");
        Assert.All(demo.OutputLines, line => Assert.Contains("\"type\":\"duo_admin\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_demonstration_leaves_nothing_running()
    {
        var demo = (await workplace.RunAsync("demo", "--events", "1")).AssertExit(0);
        using var http = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(Address.Match(demo.Error).Value));
    }

    [Fact]
    public async Task What_the_sandbox_prints_configures_an_app_that_can_collect_from_it()
    {
        await using var sandbox = await workplace.StartAsync(["sandbox", "--events", "50"], "", isOutputRead: false);
        var printed = new List<string>();
        while (await sandbox.Output.ReadLineAsync() is { } line && !line.StartsWith("Ctrl+C", StringComparison.Ordinal))
        {
            printed.Add(line.Trim());
        }

        var auth = printed.Single(line => line.StartsWith("printf", StringComparison.Ordinal)).Split('\'')[1];
        var words = printed.SkipWhile(line => !line.StartsWith("apps-cli new", StringComparison.Ordinal)).Take(2);
        var command = string.Join(' ', words).Replace("\\ ", "", StringComparison.Ordinal);
        (await workplace.RunAsync([.. Word.Matches(command).Skip(1).Select(match => match.Value.Trim('\''))], auth)).AssertExit(0);

        (await workplace.RunAsync("run", "--cluster", "prod", "--name", "duo_sandbox")).AssertExit(0).AssertSays("50 delivered");
        await sandbox.InterruptAsync();
        (await sandbox.EndAsync()).AssertExit(0);
    }

    [GeneratedRegex(@"is delivered to (?<path>\S+\.jsonl)")]
    private static partial Regex EventsPath { get; }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+")]
    private static partial Regex Address { get; }

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word { get; }
}
