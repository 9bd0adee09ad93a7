using Spectre.Console;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Credentialing;

/// <summary>
/// Asks a person for each field until its value fits; what is secret is not shown, and Enter alone leaves out what can be left out.
/// </summary>
internal sealed class CredentialsPrompt(AppIntegration app, Terminal terminal)
{
    public async Task<Credentials> AskAsync(CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>();
        foreach (var field in app.RequiredAuthInfo)
        {
            if (await AskAsync(field, cancellationToken) is { } value)
            {
                values[field.Name] = value;
            }
        }

        return new Credentials(values);
    }

    private async Task<string?> AskAsync(AuthField field, CancellationToken cancellationToken)
    {
        var such = field.Example is { } text ? $", such as '{text}'" : "";
        var question = Question.Of(
            $"Please supply {field.Description}{such}{(field.IsOptional ? " (optional)" : "")}:",
            such,
            answer => IsLeftOut(field, answer) || field.Accepts(Content(field, answer)));
        question.AllowEmpty = field.IsOptional;
        var answer = await terminal.AskAsync(field.IsPublic || field.IsFile ? question : question.Secret(), cancellationToken);
        return IsLeftOut(field, answer) ? null : Content(field, answer);
    }

    private static bool IsLeftOut(AuthField field, string answer) => field.IsOptional && string.IsNullOrWhiteSpace(answer);

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
