using System.Text.Json.Nodes;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class BrokenFilesTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Theory]
    [InlineData("{\n  \"id\": \"prod\",\n}", "clusters/prod.json line 3: remove the comma")]
    [InlineData("{\n  \"id\": \"prod\",\n  \"id\": \"dev\"\n}", "clusters/prod.json line 3: the key 'id' stands here and in line 2")]
    [InlineData("{\n  // a comment\n}", "clusters/prod.json line 2: JSON has no comments")]
    [InlineData("{", "clusters/prod.json line 1: the file ends too early")]
    [InlineData("", "clusters/prod.json line 1: the file is empty")]
    [InlineData("[]", "clusters/prod.json line 1: the file must hold an object")]
    [InlineData("{\"modules\": []}", "modules must be an object")]
    public async Task Broken_JSON_in_the_configuration_is_named_by_file_and_line(string json, string words)
    {
        workplace.Write("conf/clusters/prod.json", json);
        var before = workplace.Snapshot();
        string[] which = ["--cluster", "prod", "--name", "duo"];
        CommandResult[] results =
        [
            await workplace.RunAsync("list"),
            await workplace.RunAsync(["run", .. which]),
            await workplace.RunAsync(["new", "--type", "duo_auth", "--interval", "rate(1 hour)", "--auth-file", "-", .. which], Workplace.Auth),
        ];

        Assert.All(results, result => result.AssertMistake(1, words));
        Assert.Equal(before, workplace.Snapshot());
        Assert.False(Directory.Exists(workplace.Data));
    }

    [Theory]
    [InlineData("nowhere", "nowhere is missing")]
    [InlineData("tmp", "global.json is missing")]
    [InlineData("conf/global.json", "conf/global.json is missing: it is the folder of the configuration")]
    public async Task A_configuration_that_is_not_there_is_asked_for(string conf, string words) =>
        (await workplace.RunAsync("list", "--conf", conf)).AssertMistake(1, words);

    [Fact]
    public async Task A_broken_entry_is_told_by_line_and_the_sound_ones_are_listed()
    {
        await using var sandbox = await AddAsync();
        workplace.Change(entry => entry.Parent!.AsObject()["streamalert_prod_duo_auth_torn_app"] = new JsonObject { ["app_name"] = "torn" });

        var list = await workplace.RunAsync("list");
        var run = await workplace.RunAsync("run", "--cluster", "prod", "--name", "torn");

        list.AssertExit(1).AssertSays("prod.json: streamalert_prod_duo_auth_torn_app has no type: add it");
        Assert.Contains("  Name: duo\n", list.Output, StringComparison.Ordinal);
        run.AssertMistake(1, "prod.json: streamalert_prod_duo_auth_torn_app has no type: add it");
        (await workplace.CollectAsync()).AssertExit(0);
    }

    [Fact]
    public async Task Credentials_that_others_can_read_are_not_used()
    {
        await using var sandbox = await AddAsync();
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(workplace.SecretFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        (await workplace.CollectAsync()).AssertMistake(1, "open to other users of this machine: run chmod 600 on it");
        Assert.Equal(0, sandbox.Requests);
    }

    [Fact]
    public async Task Credentials_that_are_missing_are_asked_for_with_the_command_that_supplies_them()
    {
        await using var sandbox = await AddAsync();
        File.Delete(workplace.SecretFile);

        (await workplace.CollectAsync()).AssertMistake(1, "supply them with: apps-cli update-auth --cluster prod --name duo");
    }

    [Fact]
    public async Task A_broken_state_document_stops_the_run_and_stays()
    {
        await using var sandbox = await AddAsync();
        (await workplace.CollectAsync()).AssertExit(0);
        await File.WriteAllTextAsync(workplace.StateFile, "{\"last_timestamp\": 17");
        var before = workplace.Snapshot();

        (await workplace.CollectAsync()).AssertMistake(1, "is not a state document; put a good copy there");
        Assert.Equal(before, workplace.Snapshot());
    }

    [Theory]
    [InlineData("nowhere/events.jsonl", 2, "there is no folder")]
    [InlineData("conf", 1, "events cannot be written to conf")]
    [InlineData("/dev/full", 1, "events cannot be written to /dev/full")]
    public async Task Events_that_cannot_be_written_are_not_counted_as_delivered(string output, int exitCode, string words)
    {
        await using var sandbox = await AddAsync();

        var failed = await workplace.CollectAsync("--out", output);

        failed.AssertExit(exitCode).AssertSays(words);
        (await workplace.CollectAsync()).AssertExit(0).AssertSays("10 delivered");
    }

    [Fact]
    public async Task A_data_folder_that_is_a_file_is_told()
    {
        await using var sandbox = await AddAsync();
        workplace.Write("taken", "");

        (await workplace.CollectAsync("--data", "taken")).AssertMistake(1, "has no credentials in");
        (await workplace.RunAsync(["update-auth", "--cluster", "prod", "--name", "duo", "--auth-file", "-", "--data", "taken"], Workplace.Auth))
            .AssertMistake(1, "the credentials cannot be written to");
    }

    private async Task<SandboxServer> AddAsync()
    {
        var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 10 });
        await workplace.AddAsync(sandbox);
        return sandbox;
    }
}
