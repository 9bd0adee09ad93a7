namespace StreamAlert.Apps.Contract;

/// <summary>The words for outcomes, as they stand in state documents, logs and <c>--json</c>.</summary>
public static class Outcomes
{
    private static readonly Dictionary<Outcome, string> Words = Enum.GetValues<Outcome>().ToDictionary(outcome => outcome, Kebab);

    /// <summary>For example <c>auth-failed</c>.</summary>
    public static string ToText(this Outcome outcome) => Words[outcome];

    /// <summary>The outcome that a word names, or null where it names none.</summary>
    public static Outcome? Parse(string? text) =>
        Words.FirstOrDefault(pair => pair.Value == text) is { Value: not null } pair ? pair.Key : null;

    /// <summary>Whether the next run simply goes on, with nothing for anybody to mend.</summary>
    public static bool GoesOn(this Outcome outcome) => outcome is Outcome.Partial or Outcome.Throttled or Outcome.Busy;

    private static string Kebab(Outcome outcome) => string.Concat(outcome.ToString().Select((letter, at) =>
        at > 0 && char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
