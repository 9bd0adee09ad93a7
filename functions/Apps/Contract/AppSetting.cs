using System.Text.RegularExpressions;

namespace StreamAlert.Apps.Contract;

/// <summary>What a user may choose for an app; no secret.</summary>
/// <param name="Name">The key under <c>settings</c> in the app's entry: <c>row_format</c>.</param>
/// <param name="Description">Ends the sentence "Please choose …".</param>
/// <param name="Format">What a value must match as a whole.</param>
/// <param name="Default">The value where nothing was chosen; may be empty where the setting can be left out.</param>
public sealed record AppSetting(string Name, string Description, Regex Format, string Default)
{
    /// <summary>An example for people, where the default is none; null where the description says enough.</summary>
    public string? Example { get; init; }

    public bool Accepts(string? value) =>
        value is not null && Format.EnumerateMatches(value) is var matches && matches.MoveNext()
        && matches.Current.Index == 0 && matches.Current.Length == value.Length;
}
