using Spectre.Console;

namespace StreamAlert.Apps.Cli;

/// <summary>Asks a person, on the side where words for people go.</summary>
internal static class Question
{
    public static async Task<string> AskAsync(this Terminal terminal, TextPrompt<string> prompt, CancellationToken cancellationToken)
    {
        try
        {
            return await prompt.ShowAsync(terminal.Screen, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // What comes next begins on a line of its own.
            terminal.Screen.WriteLine();
            throw;
        }
    }

    /// <summary>A text that is asked for until it fits.</summary>
    /// <param name="text">Stands before what is typed; shown as it is.</param>
    /// <param name="such">An example with what leads to it, or nothing.</param>
    /// <param name="fits">What is taken.</param>
    public static TextPrompt<string> Of(string text, string such, Func<string, bool> fits) =>
        new TextPrompt<string>(Markup.Escape(text)).Validate(answer => fits(answer)
            ? ValidationResult.Success()
            : ValidationResult.Error(Markup.Escape($"That does not fit{such}. Please try again.")));
}
