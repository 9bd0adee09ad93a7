using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Choosing;

/// <summary>Gets what a user chooses for an app of a type: from the command line, and the rest from a person.</summary>
internal sealed class SettingsReader(AppIntegration app, Terminal terminal)
{
    /// <param name="assignments">Each as <c>NAME=VALUE</c>; the value may be empty, or hold further equals signs.</param>
    /// <returns>The values by name.</returns>
    /// <exception cref="UsageException">One is none of that kind, comes twice, is no setting of the type, or does not fit.</exception>
    public IReadOnlyDictionary<string, string> Parse(IEnumerable<string> assignments)
    {
        var given = new Dictionary<string, string>();
        foreach (var assignment in assignments)
        {
            // Not repeated: where there is no name, it could be anything, and a secret too.
            var (name, value) = assignment.IndexOf('=') is > 0 and var at
                ? (assignment[..at], assignment[(at + 1)..])
                : throw new UsageException("--set takes NAME=VALUE, such as --set row_format=json");
            if (!given.TryAdd(name, value))
            {
                throw new UsageException($"--set {Plain.Text(name)} is given more than once");
            }
        }

        return UsageException.Unless(() =>
        {
            ChosenSettings.Check(app, given, "--set");
            return given;
        });
    }

    /// <summary>Asks for what was not given, where a person can be asked; else the defaults are chosen.</summary>
    /// <param name="given">As from <see cref="Parse"/>.</param>
    /// <param name="mayAsk">False where the command is to work without a person.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    /// <returns>What differs from the defaults, in the order of the type's settings.</returns>
    public async Task<IReadOnlyDictionary<string, string>> CompleteAsync(
        IReadOnlyDictionary<string, string> given, bool mayAsk, CancellationToken cancellationToken)
    {
        var prompt = new SettingsPrompt(terminal);
        var chosen = new OrderedDictionary<string, string>();
        foreach (var setting in app.Settings)
        {
            var value = given.TryGetValue(setting.Name, out var text) ? text
                : mayAsk && terminal.CanAsk ? await prompt.AskAsync(setting, cancellationToken)
                : setting.Default;
            if (value != setting.Default)
            {
                chosen.Add(setting.Name, value);
            }
        }

        return chosen;
    }
}
