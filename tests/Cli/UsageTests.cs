using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class UsageTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Theory]
    [InlineData("", "a command is missing")]
    [InlineData("rnu", "there is no command 'rnu': did you mean 'run'?")]
    [InlineData("types extra", "'extra' belongs to no option")]
    [InlineData("types --jsn", "there is no option '--jsn': did you mean '--json'?")]
    [InlineData("types --json --markdown", "--json and --markdown exclude each other")]
    [InlineData("run --cluster prod", "--name is required")]
    [InlineData("run", "--cluster and --name are required")]
    [InlineData("run --cluster prod --name duo", "has no app 'duo': there are none")]
    [InlineData("run --cluster prd --name duo", "has no cluster 'prd': did you mean 'prod'?")]
    [InlineData("update-auth --cluster prod --name duo --auth-file -", "has no app 'duo'")]
    [InlineData("start --cluster prd", "has no cluster 'prd': did you mean 'prod'?")]
    [InlineData("demo --events 0", "--events 0 is out of range")]
    [InlineData("demo --events many", "--events takes a whole number, not 'many'")]
    [InlineData("demo --type duo_auht", "did you mean 'duo_auth'?")]
    [InlineData("sandbox --type duo_auht", "did you mean 'duo_auth'?")]
    [InlineData("sandbox --port 99999", "port must be 0 to 65535")]
    [InlineData("sandbox --fault never@1", "'never@1' is no fault")]
    [InlineData("sandbox --events-per-second fast", "--events-per-second takes a number, not 'fast'")]
    public Task A_mistake_on_the_command_line_is_told_in_one_line_and_changes_nothing(string line, string words) =>
        AssertRefusedAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), words);

    [Theory]
    [InlineData("--type", "duo_auht", "there is no app type 'duo_auht'; did you mean 'duo_auth'?")]
    [InlineData("--interval", "2 hours", "interval '2 hours' is not a rate")]
    [InlineData("--interval", "rate(0 hours)", "must count from 1")]
    [InlineData("--interval", "rate(2 hour)", "write 'rate(2 hours)'")]
    [InlineData("--interval", "rate(1 hours)", "write 'rate(1 hour)'")]
    [InlineData("--interval", "rate(2 weeks)", "is not a rate")]
    [InlineData("--interval", "cron(0 10 * * ? *)", "is not a rate")]
    [InlineData("--interval", "rate(99999999999999999999 days)", "is too long")]
    [InlineData("--timeout", "9", "timeout 9 is out of range: give from 10 to 900 seconds")]
    [InlineData("--timeout", "901", "timeout 901 is out of range")]
    [InlineData("--timeout", "soon", "--timeout takes a whole number, not 'soon'")]
    [InlineData("--timeout", "99999999999", "--timeout takes a whole number")]
    [InlineData("--memory", "64", "memory 64 is out of range: give from 128 to 3008 megabytes")]
    [InlineData("--memory", "129", "a multiple of 64")]
    [InlineData("--memory", "1.5", "--memory takes a whole number")]
    [InlineData("--name", "Duo", "app_name 'Duo' must be made of lower-case letters")]
    [InlineData("--name", "duo prod", "must be made of lower-case letters")]
    [InlineData("--name", "../duo", "must be made of lower-case letters")]
    [InlineData("--name", "", "must be made of lower-case letters")]
    [InlineData("--cluster", "prd", "has no cluster 'prd': did you mean 'prod'?")]
    [InlineData("--since", "yesterday", "since 'yesterday' is no time")]
    [InlineData("--since", "2026-01-31T00:00:00", "is no time with its offset")]
    [InlineData("--base-url", "http://api.example.com", "base_url must be https")]
    [InlineData("--base-url", "https://me:pass@api.example.com", "base_url must not hold a user or password")]
    [InlineData("--base-url", "api.example.com", "base_url must be an absolute https address")]
    [InlineData("--target", "azure", "the target 'azure' is not served yet")]
    [InlineData("--target", "aws", "the target 'aws' is not served yet")]
    [InlineData("--target", "lcoal", "target 'lcoal' is unknown: did you mean 'local'?")]
    [InlineData("--set", "x=y", "--set: duo_auth has no settings")]
    [InlineData("--set", "row_format", "--set takes NAME=VALUE, such as --set row_format=json")]
    [InlineData("--set", "=json", "--set takes NAME=VALUE")]
    [InlineData("--set", "", "--set takes NAME=VALUE")]
    [InlineData("--tmeout", "80", "there is no option '--tmeout': did you mean '--timeout'?")]
    public Task A_value_that_cannot_be_is_refused_in_one_line_and_changes_nothing(string option, string value, string words)
    {
        var values = new Dictionary<string, string> { ["--type"] = "duo_auth", ["--cluster"] = "prod", ["--name"] = "duo", ["--interval"] = "rate(1 hour)" };
        values[option] = value;
        return AssertRefusedAsync(["new", .. values.SelectMany(pair => new[] { pair.Key, pair.Value }), "--auth-file", "-"], words);
    }

    [Fact]
    public async Task A_password_in_a_base_url_is_not_repeated()
    {
        var refused = await workplace.RunAsync(
            "new", "--type", "duo_auth", "--cluster", "prod", "--name", "duo", "--interval", "rate(1 hour)", "--base-url", "https://me:hunter2@api.example.com");

        Assert.DoesNotContain("hunter2", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public Task All_that_new_lacks_is_told_at_once() => AssertRefusedAsync(["new"], "--type, --cluster, --name and --interval are required");

    [Fact]
    public Task A_setting_that_is_given_twice_is_refused() => AssertRefusedAsync(
        [
            "new", "--type", "duo_auth", "--cluster", "prod", "--name", "duo", "--interval", "rate(1 hour)",
            "--set", "x=y", "--set", "x=z", "--auth-file", "-",
        ],
        "--set x is given more than once");

    [Fact]
    public Task An_option_that_is_given_twice_is_refused() =>
        AssertRefusedAsync(["run", "--cluster", "prod", "--name", "a", "--name", "b"], "--name is given more than once");

    [Theory]
    [InlineData("types")]
    [InlineData("new")]
    [InlineData("update-auth")]
    [InlineData("list")]
    [InlineData("run")]
    [InlineData("start")]
    [InlineData("demo")]
    [InlineData("sandbox")]
    public async Task The_help_of_every_command_shows_an_example_of_it(string command)
    {
        var help = (await workplace.RunAsync(command, "--help")).AssertExit(0);

        Assert.Contains($"Example:\n  apps-cli {command}", help.Output, StringComparison.Ordinal);
        Assert.Empty(help.Error);
    }

    private async Task AssertRefusedAsync(string[] arguments, string words)
    {
        var before = workplace.Snapshot();

        var refused = await workplace.RunAsync(arguments, Workplace.Auth);

        refused.AssertMistake(2, words);
        Assert.Equal(before, workplace.Snapshot());
        Assert.False(Directory.Exists(workplace.Data));
    }
}
