using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps;

/// <summary>Whether what was chosen for an app is what its type lets choose.</summary>
public static class ChosenSettings
{
    /// <summary>Refuses an entry whose <c>settings</c> its type does not know, or does not take.</summary>
    /// <exception cref="AppException">Misconfigured: names the app, its file, and each setting that is wrong.</exception>
    public static void Check(AppIntegration app, AppEntry entry) =>
        Check(app, entry.Settings, $"'{entry.Name}': \"settings\" in clusters/{entry.Cluster}.json");

    /// <param name="app">The type that they are chosen for.</param>
    /// <param name="given">What was chosen, by name. A setting's default always fits.</param>
    /// <param name="where">Where it stands, which the message begins with, such as <c>--set</c>.</param>
    /// <exception cref="AppException">Misconfigured: names each setting that is wrong, and what may have been meant.</exception>
    public static void Check(AppIntegration app, IReadOnlyDictionary<string, string> given, string where)
    {
        var problems = given.Select(choice => Problem(app, choice.Key, choice.Value)).OfType<string>().Distinct().ToList();
        if (problems.Count > 0)
        {
            throw AppException.Misconfigured($"{where}: {string.Join("; ", problems)}");
        }
    }

    private static string? Problem(AppIntegration app, string name, string value)
    {
        if (app.Settings.FirstOrDefault(setting => setting.Name == name) is not { } setting)
        {
            return app.Settings.Count == 0
                ? $"{app} has no settings: leave them out"
                : $"{Shown.Of(name)} is no setting of {app}: {Nearest.Hint(name, [.. app.Settings.Select(known => known.Name)])}";
        }

        var such = setting.Example is { } example ? $", such as '{example}'" : "";
        var instead = setting.Default.Length > 0 ? $" (default: '{setting.Default}')" : "";
        return value == setting.Default || setting.Accepts(value)
            ? null
            : $"{Shown.Of(value)} does not fit '{name}' of {app}: choose {setting.Description}{such}{instead}";
    }
}
