using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps;

/// <summary>
/// Every kind of app there is: the sealed subclasses of <see cref="AppIntegration"/>, found by themselves. One with a constructor
/// without parameters is one type; one that serves many is those that its static property <c>Types</c> lists.
/// </summary>
public static class AppCatalog
{
    private static readonly Lazy<SortedDictionary<string, AppIntegration>> Apps = new(() => new SortedDictionary<string, AppIntegration>(
        typeof(AppIntegration).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(AppIntegration)))
            .SelectMany(Of)
            .ToDictionary(app => app.ToString()),
        StringComparer.Ordinal));

    /// <summary>All of them, by type.</summary>
    public static IEnumerable<AppIntegration> All => Apps.Value.Values;

    /// <param name="type">For example <c>duo_auth</c>.</param>
    /// <exception cref="AppException">There is no such type; the nearest is named.</exception>
    public static AppIntegration Get(string type)
    {
        if (Apps.Value.TryGetValue(type, out var app))
        {
            return app;
        }

        var guess = Nearest.Of(type, Apps.Value.Keys) is { } near ? $"did you mean '{near}'? " : "";
        throw AppException.Misconfigured($"there is no app type '{Plain.Text(type)}'; {guess}apps-cli types lists all");
    }

    private static IEnumerable<AppIntegration> Of(Type type) => type.GetConstructor([]) is null
        ? (IEnumerable<AppIntegration>)type.GetProperty("Types")!.GetValue(null)!
        : [(AppIntegration)Activator.CreateInstance(type)!];
}
