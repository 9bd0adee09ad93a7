using System.CommandLine;
using System.CommandLine.Parsing;
using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli;

/// <summary>What is wrong with a command line, a line for each mistake: what it is, and what may have been meant.</summary>
internal static class Mistakes
{
    public static IReadOnlyList<string> In(ParseResult given)
    {
        var command = given.CommandResult.Command;
        if (given.UnmatchedTokens is [var unknown, ..])
        {
            return [Unknown(unknown, command)];
        }

        var missing = command.Options
            .Where(option => option.Required && given.GetResult(option) is null or { Implicit: true })
            .Select(option => option.Name)
            .ToList();
        var values = given.Errors.Select(error => (error, Result: OptionOf(error.SymbolResult)))
            .Where(pair => pair.Result is { } result && !missing.Contains(result.Option.Name));
        List<string> all =
        [
            .. missing.Count > 0 ? [$"{Listed(missing)} {(missing.Count == 1 ? "is" : "are")} required"] : Array.Empty<string>(),
            .. values.Select(pair => Value(pair.error, pair.Result!)).Distinct(),
        ];
        return all.Count > 0 ? all
            : command.Subcommands.Count > 0 ? ["a command is missing: say what to do"]
            : [.. given.Errors.Select(error => Plain.Text(error.Message))];
    }

    private static string Unknown(string token, Command command)
    {
        var isOption = token.StartsWith('-');
        var (what, known) = isOption
            ? ("option", Options(command))
            : ("command", command.Subcommands.Select(sub => sub.Name));
        var guess = Nearest.Of(token, known) is { } near ? $": did you mean '{near}'?" : "";
        return isOption || command.Subcommands.Count > 0
            ? $"there is no {what} '{Plain.Text(token)}'{guess}"
            : $"'{Plain.Text(token)}' belongs to no option, and {command.Name} takes no other arguments";
    }

    private static IEnumerable<string> Options(Command command) =>
        command.Options
            .Concat(command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive)))
            .Select(option => option.Name);

    private static string Value(ParseError error, OptionResult result)
    {
        var kind = result.Option.ValueType == typeof(int) ? "a whole number"
            : result.Option.ValueType == typeof(double) ? "a number"
            : null;
        return result.Tokens switch
        {
            [] => $"{result.Option.Name} needs a value: {Meaning(result.Option)}",
            [var token] when kind is not null && error.Message.Contains(result.Option.ValueType.FullName!, StringComparison.Ordinal) =>
                $"{result.Option.Name} takes {kind}, not '{Plain.Text(token.Value)}': {Meaning(result.Option)}",
            { Count: > 1 } when result.Option.Arity.MaximumNumberOfValues == 1 => $"{result.Option.Name} is given more than once",
            _ => Plain.Text(error.Message),
        };
    }

    private static string Meaning(Option option) =>
        option.Description is { Length: > 0 } text ? char.ToLowerInvariant(text[0]) + text[1..] : "a value";

    private static OptionResult? OptionOf(SymbolResult? symbol) => symbol as OptionResult ?? symbol?.Parent as OptionResult;

    private static string Listed(List<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}
