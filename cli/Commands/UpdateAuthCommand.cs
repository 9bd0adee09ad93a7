using System.CommandLine;
using StreamAlert.Apps.Cli.Credentialing;

namespace StreamAlert.Apps.Cli.Commands;

/// <summary>Replaces the credentials of an app that is configured.</summary>
internal static class UpdateAuthCommand
{
    public static Command Create(Terminal terminal)
    {
        var cluster = CommonOptions.Cluster();
        var name = CommonOptions.Name();
        var authFile = CommonOptions.AuthFile();
        var command = new ExampleCommand(
            "update-auth", "Replace the credentials of an app", "apps-cli update-auth --cluster prod --name duo_prod_collector")
        {
            cluster, name, authFile,
        };
        command.SetAction(async (given, cancellationToken) =>
        {
            var entry = given.FindApp(given.GetRequiredValue(cluster), given.GetRequiredValue(name));
            using var composition = given.Compose(terminal);
            var secrets = composition.Secrets(entry.Target);
            var reader = new CredentialsReader(AppCatalog.Get(entry.Type), terminal);
            var credentials = await reader.ReadAsync(given.GetValue(authFile), cancellationToken);
            await secrets.WriteAsync(entry.FunctionName, credentials, cancellationToken);
            terminal.Say(
                $"The credentials of '{entry.Name}' in {secrets.Address(entry.FunctionName)} are replaced; the next run uses them.");
            return ExitCode.Done;
        });
        return command;
    }
}
