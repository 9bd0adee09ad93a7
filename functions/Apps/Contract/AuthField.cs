using System.Text.RegularExpressions;

namespace StreamAlert.Apps.Contract;

/// <summary>One of the values that a service needs to let an app in.</summary>
/// <param name="Name">The key under which it is stored, as in the original: <c>integration_key</c>.</param>
/// <param name="Description">Ends the sentence "Please supply …".</param>
/// <param name="Format">What a value must match as a whole.</param>
public sealed record AuthField(string Name, string Description, Regex Format)
{
    /// <summary>Whether the value is no secret and may be shown as it is typed.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Whether a person names a file whose <em>content</em> is the value.</summary>
    public bool IsFile { get; init; }

    /// <summary>Whether there are ways to sign in that do without it; its value can then be missing.</summary>
    public bool IsOptional { get; init; }

    /// <summary>An example for people; null where the description says enough.</summary>
    public string? Example { get; init; }

    public bool Accepts(string? value) =>
        value is not null && Format.EnumerateMatches(value) is var matches && matches.MoveNext()
        && matches.Current.Index == 0 && matches.Current.Length == value.Length;
}
