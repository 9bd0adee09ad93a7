using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>The name that somebody gives to an app, such as <c>duo_prod_collector</c>.</summary>
public static partial class AppName
{
    /// <summary>Refuses all but lower-case ASCII letters, digits, <c>_</c> and <c>-</c>, and the empty name.</summary>
    /// <exception cref="AppException">Misconfigured: states what may be used.</exception>
    public static void Check(string name) => Check(name, "app_name");

    internal static void Check(string name, string what)
    {
        if (!Shape.IsMatch(name))
        {
            throw AppException.Misconfigured(
                $"{what} {Shown.Of(name)} must be made of lower-case letters (a-z), digits, '_' and '-', one or more: "
                + "for example 'duo_prod'");
        }
    }

    [GeneratedRegex(@"^[a-z0-9_-]+\z")]
    private static partial Regex Shape { get; }
}
