using System.CommandLine;
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
            + $"503@3, 429@2-4, or one of these in place of the status: {Fault.Names}; may be repeated",
        HelpName = "WHAT@N",
    };

    private static readonly Option<string> Type = CommonOptions.StandInType();

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand(
            "sandbox",
            "Serve stand-ins for the services on this machine until Ctrl+C",
            "apps-cli sandbox --port 8085 --events 50000 --fault 503@3")
        {
            Port, Events, Rate, PageSize, Latency, SameTimestamp, LateEvery, LateBy, PerMinute, Skew, Faults, Type,
        };
        command.SetAction(async (given, cancellationToken) =>
        {
            await using var server = await SandboxServer.StartAsync(Read(given), cancellationToken);
            Explain(server, given.GetRequiredValue(Type), terminal);
            await terminal.Out.FlushAsync(cancellationToken);
            var stopped = new TaskCompletionSource();
            await using var stop = cancellationToken.Register(stopped.SetResult);
            await stopped.Task;
            return ExitCode.Done;
        });
        return command;
    }

    private static void Explain(SandboxServer server, string type, Terminal terminal)
    {
        var service = AppCatalog.Get(type).Service;
        var (standIn, log) = (server.StandIn(service), server.Log(type));
        var address = server.Address.GetLeftPart(UriPartial.Authority);
        var since = log.Count == 0 ? "" : $" --since {log.TimeOf(0).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}";
        var settings = string.Concat(standIn.Settings.Select(setting => $" --set '{setting.Key}={setting.Value}'"));

        // Not echo: some shells would make line breaks of what stands for them in the JSON.
        terminal.Out.WriteLine($"""
            The stand-in for {service} is at {address}, with {log.Count:n0} events in each log. Point an app at it with:

              printf %s '{JsonText.Line(standIn.Auth)}' |
                apps-cli new --target local --type {type} --cluster prod --name {service}_sandbox --interval 'rate(1 hour)' \
                  --base-url {address}{since}{settings} --auth-file -
              apps-cli run --cluster prod --name {service}_sandbox

            Ctrl+C ends it.
            """);
    }

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
