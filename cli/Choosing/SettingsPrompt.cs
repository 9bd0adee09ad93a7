using Spectre.Console;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli.Choosing;

/// <summary>Asks a person for a setting until the value fits; Enter alone takes the default.</summary>
internal sealed class SettingsPrompt(Terminal terminal)
{
    public async Task<string> AskAsync(AppSetting setting, CancellationToken cancellationToken)
    {
        var such = setting.Example is { } example ? $", such as '{example}'" : "";
        var otherwise = setting.Default.Length > 0 ? $"[{setting.Default}]" : "(optional)";
        var question = Question.Of(
            $"Please choose {setting.Description}{such} {otherwise}:",
            such,
            answer => answer.Trim() is var value && (value.Length == 0 || value == setting.Default || setting.Accepts(value)));
        var answer = await terminal.AskAsync(question.AllowEmpty(), cancellationToken);
        return answer.Trim() is { Length: > 0 } value ? value : setting.Default;
    }
}
