using Spectre.Console;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Credentialing;

/// <summary>Asks a person for each field until its value fits; what is secret is not shown.</summary>
internal sealed class CredentialsPrompt(AppIntegration app, Terminal terminal)
{
    public async Task<Credentials> AskAsync(CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>();
        try
        {
            foreach (var field in app.RequiredAuthInfo)
            {
                values[field.Name] = await AskAsync(field, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // What comes next begins on a line of its own.
            terminal.Screen.WriteLine();
            throw;
        }

        return new Credentials(values);
    }

    private async Task<string> AskAsync(AuthField field, CancellationToken cancellationToken)
    {
        var example = field.Example is { } text ? $", such as '{text}'" : "";
        var prompt = new TextPrompt<string>(Markup.Escape($"Please supply {field.Description}{example}:"))
            .Validate(value => field.Accepts(Content(field, value))
                ? ValidationResult.Success()
                : ValidationResult.Error(Markup.Escape($"That does not fit{example}. Please try again.")));
        var answer = await (field.IsPublic || field.IsFile ? prompt : prompt.Secret()).ShowAsync(terminal.Screen, cancellationToken);
        return Content(field, answer)!;
    }

    // Of a file, the content is what is kept: the path would mean nothing where the app runs.
    private static string? Content(AuthField field, string answer)
    {
        var value = answer.Trim();
        try
        {
            return field.IsFile ? File.ReadAllText(value) : value;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
