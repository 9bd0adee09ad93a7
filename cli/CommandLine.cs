using System.CommandLine;
using System.CommandLine.Help;
using StreamAlert.Apps.Cli.Commands;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;

namespace StreamAlert.Apps.Cli;

/// <summary>All commands, and how what goes wrong is told: one line, and an exit code.</summary>
internal static class CommandLine
{
    /// <returns>0 done; 1 failed; 2 usage; 3 more to collect, or to wait for.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var root = new RootCommand("Configures, runs and inspects StreamAlert apps: collectors of audit logs that do not lose an event.")
        {
            DemoCommand.Create(terminal),
            TypesCommand.Create(terminal),
            NewCommand.Create(terminal),
            UpdateAuthCommand.Create(terminal),
            ListCommand.Create(terminal),
            RunCommand.Create(terminal),
            StartCommand.Create(terminal),
            SandboxCommand.Create(terminal),
        };
        root.Options.Add(GlobalOptions.Conf);
        root.Options.Add(GlobalOptions.Data);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!);

        // '@' has no meaning of its own: a value may begin with it.
        var given = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (given.Errors.Count > 0 && given.Action is not HelpWithExample)
        {
            foreach (var mistake in Mistakes.In(given))
            {
                terminal.Fail(mistake);
            }

            terminal.Say($"See: apps-cli {(given.CommandResult.Command == root ? "" : $"{given.CommandResult.Command.Name} ")}--help");
            return ExitCode.Usage;
        }

        using var signals = new StopSignals();
        try
        {
            // The library's own way with signals would lose what a command says as it stops.
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = terminal.Out,
                Error = terminal.Error,
            };
            return await given.InvokeAsync(configuration, signals.Token);
        }
        catch (UsageException mistake)
        {
            terminal.Fail(mistake.Message);
            return ExitCode.Usage;
        }
        catch (AppException problem)
        {
            terminal.Fail(problem.Message);
            return ExitCode.Of(problem.Outcome);
        }
        catch (OperationCanceledException)
        {
            terminal.Fail("stopped");
            return ExitCode.Failed;
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            terminal.Fail(Plain.Text(problem.Message));
            return ExitCode.Failed;
        }
        catch (Exception defect)
        {
            terminal.FailUnexpectedly(defect);
            return ExitCode.Failed;
        }
    }
}
