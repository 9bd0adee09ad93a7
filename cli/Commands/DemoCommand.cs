using System.CommandLine;
using System.Globalization;
using StreamAlert.Apps.Cli.Display;
using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;

namespace StreamAlert.Apps.Cli.Commands;

/// <summary>Shows the whole way on this machine: a sandbox, an app in a temporary folder, real requests with real signatures.</summary>
internal static class DemoCommand
{
    private const string Cluster = "demo";
    private const int FirstEvents = 3;

    public static Command Create(Terminal terminal)
    {
        var events = new Option<int>("--events")
        {
            Description = "How many events there are to collect",
            HelpName = "N",
            DefaultValueFactory = _ => 20_000,
        };
        events.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number < 1)
            {
                result.AddError($"--events {number} is out of range: give 1 or more");
            }
        });
        var type = CommonOptions.StandInType();
        var command = new ExampleCommand(
            "demo", "Collect from a sandbox: no cloud, no credentials, no set-up", "apps-cli demo --events 50000") { events, type };
        command.SetAction((given, cancellationToken) =>
            RunAsync(given.GetRequiredValue(type), given.GetValue(events), terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string type, int events, Terminal terminal, CancellationToken cancellationToken)
    {
        var app = AppCatalog.Get(type);
        // None younger than the app reads: there is no second run to find it.
        var options = new SandboxOptions { Events = events, Delay = app.Holdback };
        await using var sandbox = await SandboxServer.StartAsync(options, cancellationToken);
        var standIn = sandbox.StandIn(app.Service);
        var log = sandbox.Log(type);
        var folder = Directory.CreateTempSubdirectory("apps-demo-").FullName;
        terminal.Say(
            $"A stand-in for {app.Service} with {events.ToString("n0", CultureInfo.InvariantCulture)} events is at "
            + $"{sandbox.Address.GetLeftPart(UriPartial.Authority)}; the app lives in {folder}.");
        var entry = Configure(folder, app, sandbox.Address, log.TimeOf(0)) with { Settings = standIn.Settings };
        var data = new DataFolder(Path.Combine(folder, ".apps"));
        using var composition = new Composition(data, TimeProvider.System, new TerminalLoggers(terminal));
        var credentials = new Credentials(standIn.Auth.Select(field => KeyValuePair.Create(field.Key, (string)field.Value!)));
        await composition.Secrets(entry.Target).WriteAsync(entry.FunctionName, credentials, cancellationToken);
        var report = await RunDisplay.ShowAsync(
            terminal, entry.Name, TimeProvider.System, watcher => composition.RunAsync(entry, null, watcher, cancellationToken));
        RunSummary.Write(terminal, entry.Name, report, data.Events(entry.FunctionName));
        if (report.Outcome == Outcome.Complete && report.Tally.Delivered != events)
        {
            terminal.Fail($"{report.Tally.Delivered} of {events} events arrived");
            return ExitCode.Failed;
        }

        ShowFirst(data.Events(entry.FunctionName), terminal);
        terminal.Say($"All of it stays in {folder} until you remove it.");
        return ExitCode.Of(report.Outcome);
    }

    private static AppEntry Configure(string folder, AppIntegration app, Uri address, DateTimeOffset since)
    {
        var conf = Path.Combine(folder, "conf");
        Directory.CreateDirectory(Path.Combine(conf, "clusters"));
        File.WriteAllText(Path.Combine(conf, "global.json"), """{"account": {"prefix": "streamalert"}}""");
        File.WriteAllText(
            Path.Combine(conf, "clusters", $"{Cluster}.json"), $$"""{"id": "{{Cluster}}", "modules": {"streamalert_apps": {} } }""");
        return AppsConfiguration.Load(conf).Add(new NewApp
        {
            Cluster = Cluster,
            Name = $"{app.Service}_demo",
            Type = app.ToString(),
            Service = app.Service,
            Target = TargetName.Local,
            ScheduleExpression = "rate(1 hour)",
            Timeout = TimeSpan.FromSeconds(900),
            Memory = 128,
            BaseUrl = address,
            Since = since,
            SleepBetweenRequests = TimeSpan.Zero,
        });
    }

    private static void ShowFirst(string file, Terminal terminal)
    {
        if (!File.Exists(file))
        {
            return;
        }

        terminal.Say($"The first {FirstEvents} events:");
        foreach (var line in File.ReadLines(file).Take(FirstEvents))
        {
            terminal.Out.WriteLine(line.Length > 300 ? $"{line[..300]}…" : line);
        }
    }
}
