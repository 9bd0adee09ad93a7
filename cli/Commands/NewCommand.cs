using System.CommandLine;
using StreamAlert.Apps.Cli.Choosing;
using StreamAlert.Apps.Cli.Credentialing;
using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Commands;

/// <summary>Configures an app: everything is checked before anything is written, the secret is written before the entry.</summary>
internal static class NewCommand
{
    private const string Example = """
        apps-cli new --target local --type duo_auth --cluster prod --name duo_prod_collector \
          --interval 'rate(2 hours)' --timeout 80 --memory 128
        """;

    private static readonly Option<string> Target = new Option<string>("--target")
    {
        Description = "Where it runs: local",
        HelpName = "TARGET",
        DefaultValueFactory = _ => TargetName.Local,
    }.CheckedBy(CheckTarget);

    private static readonly Option<string> Type = new Option<string>("--type")
    {
        Description = "The app's type; see apps-cli types",
        HelpName = "TYPE",
        Required = true,
    }.CheckedBy(type => AppCatalog.Get(type));

    private static readonly Option<string> Cluster = CommonOptions.Cluster();

    private static readonly Option<string> Name = CommonOptions.Name().CheckedBy(AppName.Check);

    private static readonly Option<string> Interval = new Option<string>("--interval")
    {
        Description = "How often it collects, such as 'rate(2 hours)'",
        HelpName = "RATE",
        Required = true,
    }.CheckedBy(rate => RateExpression.Parse(rate));

    private static readonly Option<int> Timeout = new Option<int>("--timeout", "-t")
    {
        Description = "The longest that a run may take: 10 to 900 seconds",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 80,
    }.CheckedBy(AppLimits.CheckTimeout);

    private static readonly Option<int> Memory = new Option<int>("--memory", "-m")
    {
        Description = "Memory on targets that ask for it: 128 to 3008 megabytes, a multiple of 64",
        HelpName = "MB",
        DefaultValueFactory = _ => 128,
    }.CheckedBy(AppLimits.CheckMemory);

    private static readonly Option<string?> Base = new Option<string?>("--base-url")
    {
        Description = "What stands in for the vendor's host: a sandbox, a government cloud",
        HelpName = "URL",
    }.CheckedBy(url => BaseUrl.Check(url!));

    private static readonly Option<string?> Since = new Option<string?>("--since")
    {
        Description = "Where the first run starts, such as 2026-01-31T00:00:00Z [default: one interval back]",
        HelpName = "TIME",
    }.CheckedBy(time => IsoTime.Parse(time!));

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "A setting of the type, such as row_format=json; once for each [default: asked for, or the type's own]",
        HelpName = "NAME=VALUE",
    };

    private static readonly Option<string?> AuthFile = CommonOptions.AuthFile();

    public static Command Create(Terminal terminal)
    {
        var command = new ExampleCommand("new", "Configure an app: asks for its credentials, and adds it to the cluster", Example)
        {
            Target, Type, Cluster, Name, Interval, Timeout, Memory, Base, Since, Set, AuthFile,
        };
        command.SetAction((given, cancellationToken) => RunAsync(given, terminal, cancellationToken));
        return command;
    }

    /// <summary>Says what became of a type that nobody should begin with now.</summary>
    internal static void WarnOfRetired(AppIntegration app, Terminal terminal)
    {
        if (app.Retired is { } what)
        {
            terminal.Warn($"{app} is retired: {what}");
        }
    }

    private static async Task<int> RunAsync(ParseResult given, Terminal terminal, CancellationToken cancellationToken)
    {
        var app = AppCatalog.Get(given.GetRequiredValue(Type));
        var configuration = given.LoadConfiguration();
        var settings = new SettingsReader(app, terminal);
        var wanted = Read(given, app) with { Settings = settings.Parse(given.GetValue(Set) ?? []) };
        var function = UsageException.Unless(() => configuration.CheckNew(wanted));
        WarnOfRetired(app, terminal);
        var authFile = given.GetValue(AuthFile);
        var credentials = await new CredentialsReader(app, terminal).ReadAsync(authFile, cancellationToken);
        wanted = wanted with { Settings = await settings.CompleteAsync(wanted.Settings, mayAsk: authFile is null, cancellationToken) };

        using var composition = given.Compose(terminal);
        var (secrets, states) = (composition.Secrets(wanted.Target), composition.States(wanted.Target));
        var earlier = await secrets.ReadAsync(function, cancellationToken);
        await secrets.WriteAsync(function, credentials, cancellationToken);
        try
        {
            configuration.Add(wanted);
        }
        catch
        {
            // The one without the other would be a secret that nobody knows of.
            await (earlier is null
                ? secrets.DeleteAsync(function, CancellationToken.None)
                : secrets.WriteAsync(function, earlier, CancellationToken.None));
            throw;
        }

        terminal.Say($"The credentials are in {secrets.Address(function)}.");
        var path = Path.Combine(configuration.Folder, "clusters", $"{wanted.Cluster}.json");
        terminal.Say($"Added '{wanted.Name}' to {path} for service '{app}'.");
        if (await states.ReadAsync(function, cancellationToken) is not null)
        {
            terminal.Warn(
                "an app of this name collected before: it goes on where that one stopped; "
                + $"remove {states.Address(function)} to start anew");
        }

        terminal.Say($"Collect now with: apps-cli run --cluster {wanted.Cluster} --name {wanted.Name}");
        return ExitCode.Done;
    }

    private static NewApp Read(ParseResult given, AppIntegration app)
    {
        var standIn = given.GetValue(Base) is { } url ? BaseUrl.Check(url) : null;
        return new NewApp
        {
            Cluster = given.GetRequiredValue(Cluster),
            Name = given.GetRequiredValue(Name),
            Type = app.ToString(),
            Service = app.Service,
            Target = given.GetRequiredValue(Target),
            ScheduleExpression = given.GetRequiredValue(Interval),
            Timeout = TimeSpan.FromSeconds(given.GetValue(Timeout)),
            Memory = given.GetValue(Memory),
            BaseUrl = standIn,
            Since = given.GetValue(Since) is { } since ? IsoTime.Parse(since) : null,

            // What stands in on this machine has no quota to spare.
            SleepBetweenRequests = standIn?.IsLoopback == true ? TimeSpan.Zero : null,
        };
    }

    private static void CheckTarget(string target)
    {
        TargetName.Check(target);
        if (target != TargetName.Local)
        {
            throw AppException.Misconfigured($"the target '{target}' is not served yet; the local one is");
        }
    }
}
