using System.Collections.Frozen;

namespace StreamAlert.Apps.Contract;

/// <summary>The values of an app's auth fields by name. Prints their names, never their values.</summary>
public sealed class Credentials(IEnumerable<KeyValuePair<string, string>> values)
{
    private readonly FrozenDictionary<string, string> values = values.ToFrozenDictionary(StringComparer.Ordinal);

    public IEnumerable<string> Names => values.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="AppException">There is no such field.</exception>
    public string this[string name] => Find(name)
        ?? throw AppException.Misconfigured($"the stored credentials lack '{name}'; supply them again");

    public string? Find(string name) => values.GetValueOrDefault(name);

    public override string ToString() => string.Join(", ", Names);
}
