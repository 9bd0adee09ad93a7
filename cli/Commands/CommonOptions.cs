using System.CommandLine;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Commands;

/// <summary>Options that several commands have, and how an option refuses what it is given.</summary>
internal static class CommonOptions
{
    public static Option<string> Cluster() => new("--cluster", "-c")
    {
        Description = "The cluster that the app is configured in",
        HelpName = "CLUSTER",
        Required = true,
    };

    public static Option<string> Name() => new("--name", "-n") { Description = "The app's name", HelpName = "NAME", Required = true };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON, for programs" };

    /// <summary>Which of the sandbox's stand-ins it is about.</summary>
    public static Option<string> StandInType() => new Option<string>("--type", "-t")
    {
        Description = "The type of the app that reads from the sandbox; apps-cli types lists all",
        HelpName = "TYPE",
        DefaultValueFactory = _ => "duo_auth",
    }.CheckedBy(type => AppCatalog.Get(type));

    public static Option<string?> AuthFile() => new("--auth-file")
    {
        Description = "A JSON object with the credentials instead of prompts; '-' is standard input",
        HelpName = "FILE|-",
    };

    /// <summary>Lets an option refuse values, with the words of the room that knows about them.</summary>
    public static Option<T> CheckedBy<T>(this Option<T> option, Action<T> check)
    {
        option.Validators.Add(result =>
        {
            try
            {
                if (result.GetValueOrDefault<T>() is { } value)
                {
                    check(value);
                }
            }
            catch (AppException problem)
            {
                result.AddError(problem.Message);
            }
            catch (InvalidOperationException)
            {
                // No value of that kind: said already.
            }
        });
        return option;
    }
}
