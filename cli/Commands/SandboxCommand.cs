using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Cli.Display;
using StreamAlert.Apps.Cli.Sandbox;

namespace StreamAlert.Apps.Cli.Commands;

/// <summary>Serves the stand-ins until Ctrl+C.</summary>
internal static class SandboxCommand
{
    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port on 127.0.0.1 [default: any free one]",
        HelpName = "PORT",
    };

    private static readonly Option<int> Events = new("--events")
    {
        Description = "How many events each log has",
        HelpName = "N",
        DefaultValueFactory = _ => 20_000,
    };

    private static readonly Option<double> Rate = new("--events-per-second")
    {
        Description = "How many of them a second of log time has",
        HelpName = "N",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<int> PageSize = new("--page-size")
    {
        Description = "The most events that a page has",
        HelpName = "N",
        DefaultValueFactory = _ => 1000,
    };

    private static readonly Option<int> Latency = new("--latency") { Description = "Milliseconds before each answer", HelpName = "MS" };

    private static readonly Option<int> SameTimestamp = new("--same-timestamp")
    {
        Description = "How many neighbouring events share a timestamp",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> LateEvery = new("--late-every") { Description = "Every n-th event shows up late", HelpName = "N" };
    private static readonly Option<int> LateBy = new("--late-by") { Description = "How many seconds late", HelpName = "SECONDS" };

    private static readonly Option<int> PerMinute = new("--requests-per-minute")
    {
        Description = "429 beyond so many requests for a log",
        HelpName = "N",
    };

    private static readonly Option<int> Skew = new("--clock-skew")
    {
        Description = "How many seconds its clock is ahead",
        HelpName = "SECONDS",
    };

    private static readonly Option<string[]> Faults = new("--fault")
    {
        Description = "What goes wrong with the n-th request: "
            + "503@3, 429@2-4, truncate@2, close@4, stall@5, html@2, garbage@2, redirect@3; may be repeated",
        HelpName = "WHAT@N",
    };

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "sandbox",
            "Serve a stand-in for the services on this machine until Ctrl+C",
            "apps-cli sandbox --port 8085 --events 50000 --fault 503@3")
        {
            Port, Events, Rate, PageSize, Latency, SameTimestamp, LateEvery, LateBy, PerMinute, Skew, Faults,
        };
        command.SetAction(async (given, cancellationToken) =>
        {
            await using var server = await SandboxServer.StartAsync(Read(given), cancellationToken);
            var address = server.Address.GetLeftPart(UriPartial.Authority);
            var since = server.Authentication.TimeOf(0).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            terminal.Out.WriteLine(
                $"Duo's stand-in is at {address}, with {server.Authentication.Count:n0} events in each log. Point an app at it with:\n");
            terminal.Out.WriteLine($"""
                  echo '{JsonText.Line(Auth())}' |
                    apps-cli new --target local --type duo_auth --cluster prod --name duo_sandbox --interval 'rate(1 hour)' \
                      --base-url {address} --since {since} --auth-file -
                  apps-cli run --cluster prod --name duo_sandbox

                Ctrl+C ends it.
                """);
            await terminal.Out.FlushAsync(cancellationToken);
            var stopped = new TaskCompletionSource();
            await using var stop = cancellationToken.Register(stopped.SetResult);
            await stopped.Task;
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Credentials that open nothing but the sandbox.</summary>
    public static JsonObject Auth() => new()
    {
        ["api_hostname"] = DuoCredentials.ApiHostname,
        ["integration_key"] = DuoCredentials.IntegrationKey,
        ["secret_key"] = DuoCredentials.SecretKey,
    };

    private static SandboxOptions Read(ParseResult given)
    {
        try
        {
            var options = new SandboxOptions
            {
                Port = given.GetValue(Port),
                Events = given.GetValue(Events),
                EventsPerSecond = given.GetValue(Rate),
                PageSize = given.GetValue(PageSize),
                Latency = TimeSpan.FromMilliseconds(given.GetValue(Latency)),
                SameTimestamp = given.GetValue(SameTimestamp),
                LateEvery = given.GetValue(LateEvery),
                LateBy = TimeSpan.FromSeconds(given.GetValue(LateBy)),
                RequestsPerMinute = given.GetValue(PerMinute),
                ClockSkew = TimeSpan.FromSeconds(given.GetValue(Skew)),
                Faults = [.. (given.GetValue(Faults) ?? []).SelectMany(Fault.Parse)],
            };
            return UsageException.Unless(() =>
            {
                options.Validate();
                return options;
            });
        }
        catch (FormatException problem)
        {
            throw new UsageException(problem.Message);
        }
    }
}
