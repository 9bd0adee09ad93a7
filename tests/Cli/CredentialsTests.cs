using System.Text.Json.Nodes;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class CredentialsTests : IDisposable
{
    private static readonly string[] New = ["new", "--type", "duo_auth", "--cluster", "prod", "--name", "duo", "--interval", "rate(1 hour)"];

    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Theory]
    [InlineData("""{"api_hostname":"api-5a9db0c5.duosecurity.com","integration_key":"DISANDBOX0LOOPBACK42"}""", "'secret_key' is missing")]
    [InlineData("""{"api_host":"api-5a9db0c5.duosecurity.com"}""", "'api_host' is no field of duo_auth (did you mean 'api_hostname'?)")]
    [InlineData("""{"secret_key":"hunter2-hunter2"}""", "'secret_key' does not fit")]
    [InlineData("""{"secret_key":42}""", "'secret_key' does not fit")]
    [InlineData("""{"secret_key":"hunter2","secret_key":"hunter2"}""", "is not valid JSON")]
    [InlineData("""{"secret_key":"hunter2" """, "is not valid JSON: line 1")]
    [InlineData("secret_key=hunter2", "is not valid JSON: line 1")]
    [InlineData("""["hunter2"]""", "is JSON, but not an object of fields")]
    [InlineData("\"hunter2\"", "is JSON, but not an object of fields")]
    [InlineData("null", "is JSON, but not an object of fields")]
    [InlineData("", "is not valid JSON")]
    public async Task Credentials_that_do_not_fit_are_refused_without_being_repeated(string auth, string words)
    {
        workplace.Write("auth.json", auth);
        var before = workplace.Snapshot();

        var fromInput = await workplace.RunAsync([.. New, "--auth-file", "-"], auth);
        var fromFile = await workplace.RunAsync([.. New, "--auth-file", "auth.json"]);

        fromInput.AssertMistake(2, words);
        fromFile.AssertMistake(2, words);
        Assert.DoesNotContain("hunter2", fromInput.Error + fromFile.Error, StringComparison.Ordinal);
        Assert.Equal(before, workplace.Snapshot());
        Assert.False(Directory.Exists(workplace.Data));
    }

    [Theory]
    [InlineData("missing.json")]
    [InlineData("conf")]
    [InlineData("")]
    public async Task A_file_of_credentials_that_cannot_be_read_is_named(string file)
    {
        var refused = await workplace.RunAsync([.. New, "--auth-file", file]);

        refused.AssertMistake(2, "--auth-file");
    }

    [Fact]
    public async Task Without_a_terminal_the_credentials_have_to_come_from_a_file()
    {
        var refused = await workplace.RunAsync(New);

        refused.AssertMistake(2, "give them with --auth-file FILE");
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_the_app_that_has_it_keeps_its_credentials()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1 });
        await workplace.AddAsync(sandbox);
        var before = workplace.Snapshot();

        var refused = await workplace.RunAsync([.. New, "--auth-file", "-"], Workplace.AuthWith(new string('x', 40)));

        refused.AssertMistake(2, "the name 'duo' is taken by an app of type duo_auth");
        Assert.Equal(before, workplace.Snapshot());
    }

    [Fact]
    public async Task New_credentials_replace_all_the_old_ones()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1 });
        await workplace.AddAsync(sandbox, Workplace.AuthWith(new string('x', 40)));
        (await workplace.CollectAsync()).AssertExit(1);

        var replaced = await workplace.RunAsync(["update-auth", "--cluster", "prod", "--name", "duo", "--auth-file", "-"], Workplace.Auth);

        replaced.AssertExit(0).AssertSays("are replaced; the next run uses them");
        (await workplace.CollectAsync()).AssertExit(0);
    }

    [Fact]
    public async Task A_secret_is_in_its_file_and_nowhere_else()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 10 });
        await workplace.AddAsync(sandbox);
        workplace.Write("auth.json", Workplace.Auth);
        CommandResult[] results =
        [
            await workplace.RunAsync("update-auth", "--cluster", "prod", "--name", "duo", "--auth-file", "auth.json"),
            await workplace.CollectAsync(),
            await workplace.CollectAsync("--json", "--out", "-"),
            await workplace.RunAsync("list"),
            await workplace.RunAsync("list", "--json"),
        ];
        File.Delete(Path.Combine(workplace.Folder, "auth.json"));

        Assert.All(results, result => Assert.DoesNotContain(Workplace.Secret, result.Output + result.Error, StringComparison.Ordinal));
        var holders = workplace.Snapshot().Where(file => file.Value.Contains(Workplace.Secret, StringComparison.Ordinal)).Select(file => file.Key);
        Assert.Equal([Path.GetRelativePath(workplace.Folder, workplace.SecretFile)], holders);
        Assert.Equal(Workplace.Secret, (string?)JsonNode.Parse(await File.ReadAllTextAsync(workplace.SecretFile))!["secret_key"]);
        Assert.DoesNotContain(sandbox.RequestLines, line => line.Contains(Workplace.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_their_owner_may_read_what_the_local_target_keeps()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 10 });
        await workplace.AddAsync(sandbox);
        (await workplace.CollectAsync()).AssertExit(0);

        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.All(Directory.EnumerateFiles(workplace.Data, "*", SearchOption.AllDirectories), file =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Workplace.Mode(file)));
        Assert.All(Directory.EnumerateDirectories(workplace.Data, "*", SearchOption.AllDirectories).Append(workplace.Data), folder =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Workplace.Mode(folder)));
    }
}
