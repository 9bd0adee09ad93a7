using System.CommandLine;
using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;

namespace StreamAlert.Apps.Cli;

/// <summary>What every command knows: where the configuration is, and where the local target keeps its data.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string> Conf = new("--conf")
    {
        Description = "The folder with global.json and clusters/ [env: APPS_CONF]",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("APPS_CONF") is { Length: > 0 } folder ? folder : "conf",
    };

    public static readonly Option<string> Data = new("--data")
    {
        Description = "The folder of the local target: secrets, state, events [env: APPS_DATA]",
        HelpName = "DIR",
        Recursive = true,
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("APPS_DATA") is { Length: > 0 } folder ? folder : ".apps",
    };

    public static AppsConfiguration LoadConfiguration(this ParseResult given) => AppsConfiguration.Load(given.GetRequiredValue(Conf));

    /// <summary>The app that a cluster and a name stand for.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    /// <exception cref="AppException">Its entry is broken, or the whole configuration is.</exception>
    public static AppEntry FindApp(this ParseResult given, string cluster, string name)
    {
        var configuration = given.LoadConfiguration();
        var broken = UsageException.Unless(() => configuration.Problems(cluster));
        try
        {
            return configuration.Find(cluster, name);
        }
        catch (AppException problem) when (broken.All(known => known.Problem != problem.Message))
        {
            throw new UsageException(problem.Message);
        }
    }

    public static DataFolder DataFolder(this ParseResult given) => new(given.GetRequiredValue(Data));

    public static Composition Compose(this ParseResult given, Terminal terminal) =>
        new(given.DataFolder(), TimeProvider.System, new TerminalLoggers(terminal));
}
