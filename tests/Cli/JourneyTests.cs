using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class JourneyTests : IDisposable
{
    private readonly Workplace workplace = new();

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task An_empty_configuration_is_listed_as_such()
    {
        var list = (await workplace.RunAsync("list")).AssertExit(0);

        Assert.Equal("\nCluster: prod\n\n  No Apps configured\n\n", list.Output);
    }

    [Fact]
    public async Task An_app_is_listed_as_the_original_lists_it()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1 });
        (await workplace.RunAsync(
            ["new", "--target", "local", "--type", "duo_auth", "--cluster", "prod", "--name", "duo_prod_collector", "--interval", "rate(2 hours)",
                "--timeout", "80", "--memory", "128", "--auth-file", "-"], Workplace.Auth))
            .AssertExit(0).AssertSays("Added 'duo_prod_collector' to conf/clusters/prod.json for service 'duo_auth'.");

        var list = (await workplace.RunAsync("list")).AssertExit(0);

        Assert.Equal(
            """

            Cluster: prod

              Name: duo_prod_collector
                log_level:                     info
                interval:                      rate(2 hours)
                timeout:                       80
                memory:                        128
                type:                          duo_auth
                target:                        local


            """,
            list.Output);
    }

    [Fact]
    public async Task All_events_are_collected_once_and_a_run_that_finds_nothing_new_says_so()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 2500 });
        await workplace.AddAsync(sandbox);

        var first = await workplace.CollectAsync();
        var second = await workplace.CollectAsync("--json");

        first.AssertExit(0).AssertSays("duo: complete: 2,500 delivered, 0 repeated, 0 dead-lettered of 2,500 events on 3 pages");
        EventFile.Read(workplace.Events).AssertHolds(sandbox.Log("duo_auth"), mostRepeats: 0);
        second.AssertExit(0);
        Assert.Equal("complete", second.Json.GetProperty("outcome").GetString());
        Assert.Equal(0, second.Json.GetProperty("delivered").GetInt32());
    }

    [Fact]
    public async Task A_run_as_JSON_has_what_a_program_needs()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1500 });
        await workplace.AddAsync(sandbox);

        var run = (await workplace.CollectAsync("--json")).AssertExit(0);

        Assert.Single(run.OutputLines);
        string[] counts = ["read", "delivered", "repeated", "dead_lettered", "pages"];
        Assert.Equal([1500, 1500, 0, 0, 2], counts.Select(name => run.Json.GetProperty(name).GetInt32()));
        Assert.Equal(sandbox.Log("duo_auth").TimeOf(0).ToUnixTimeSeconds(), run.Json.GetProperty("from").GetDateTimeOffset().ToUnixTimeSeconds());
        Assert.Equal(run.Json.GetProperty("to").GetDateTimeOffset(), run.Json.GetProperty("watermark").GetDateTimeOffset());
        Assert.True(run.Json.GetProperty("seconds").GetDouble() > 0);
    }

    [Fact]
    public async Task Types_and_apps_as_JSON_have_what_a_program_needs()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1 });
        await workplace.AddAsync(sandbox);

        var types = (await workplace.RunAsync("types", "--json")).AssertExit(0).Json;
        var list = (await workplace.RunAsync("list", "--json")).AssertExit(0).Json;

        var duo = types.EnumerateArray().Where(type => type.GetProperty("service").GetString() == "duo").ToList();
        Assert.Equal(
            ["duo_activity", "duo_admin", "duo_auth", "duo_offline_enrollment", "duo_telephony"],
            duo.Select(type => type.GetProperty("type").GetString()));
        Assert.Equal(
            ["api_hostname", "integration_key", "secret_key"],
            duo[0].GetProperty("auth").EnumerateArray().Select(field => field.GetProperty("name").GetString()));
        var entry = list.GetProperty("prod").GetProperty("streamalert_prod_duo_auth_duo_app");
        Assert.Equal("duo", entry.GetProperty("app_name").GetString());
        Assert.Equal("local", entry.GetProperty("target").GetString());
    }

    [Fact]
    public async Task Every_type_is_listed_with_what_it_needs()
    {
        var types = (await workplace.RunAsync("types")).AssertExit(0);

        Assert.Contains("\n  duo_auth                Duo authentication logs (duo:authentication)\n", types.Output, StringComparison.Ordinal);
        Assert.Contains("\n      secret_key       the secret key of your Duo Admin API application", types.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_listed_and_those_that_a_type_does_not_have_stop_its_runs()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1 });
        await workplace.AddAsync(sandbox);
        Assert.DoesNotContain("settings", (await workplace.RunAsync("list")).AssertExit(0).Output, StringComparison.Ordinal);
        workplace.Change(entry => entry["settings"] = new System.Text.Json.Nodes.JsonObject { ["row_format"] = "json", ["deep"] = true });

        var list = (await workplace.RunAsync("list")).AssertExit(0);
        var json = (await workplace.RunAsync("list", "--json")).AssertExit(0).Json;
        var run = await workplace.CollectAsync();

        Assert.Contains("\n    settings:                      row_format=json, deep=true\n", list.Output, StringComparison.Ordinal);
        var entry = json.GetProperty("prod").GetProperty("streamalert_prod_duo_auth_duo_app");
        Assert.Equal("json", entry.GetProperty("settings").GetProperty("row_format").GetString());
        run.AssertExit(1).AssertSays("error: 'duo': \"settings\" in clusters/prod.json: duo_auth has no settings: leave them out");
    }

    [Fact]
    public async Task The_folders_can_be_named_by_the_environment()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 10 });
        await workplace.AddAsync(sandbox);
        Directory.Move(Path.Combine(workplace.Folder, "conf"), Path.Combine(workplace.Folder, "elsewhere"));
        Directory.Move(workplace.Data, Path.Combine(workplace.Folder, "kept"));
        var environment = new Dictionary<string, string> { ["APPS_CONF"] = "elsewhere", ["APPS_DATA"] = "kept", ["NO_COLOR"] = "1" };

        await using var run = await CommandRun.StartAsync(workplace.Folder, ["run", "--cluster", "prod", "--name", "duo"], "", environment);

        (await run.EndAsync()).AssertExit(0).AssertSays("10 delivered");
        Assert.False(Directory.Exists(workplace.Data));
        Assert.Equal(10, File.ReadLines(workplace.Events.Replace("/.apps/", "/kept/", StringComparison.Ordinal)).Count());
    }

    [Fact]
    public async Task Administrator_logs_without_ids_are_collected_as_well()
    {
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Events = 1200, SameTimestamp = 7 });
        await workplace.AddAsync(sandbox);
        workplace.Change(entry => entry["type"] = "duo_admin");

        var run = (await workplace.CollectAsync("--json")).AssertExit(0);

        Assert.Equal(1200, run.Json.GetProperty("delivered").GetInt32());
        EventFile.Read(workplace.Events).AssertHolds(sandbox.Log("duo_admin"), mostRepeats: 0);
    }
}
