using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>Where an app runs: the words that <c>target</c> takes.</summary>
public static class TargetName
{
    public const string Azure = "azure";

    public const string Aws = "aws";

    public const string Local = "local";

    public static IReadOnlyList<string> All { get; } = [Azure, Aws, Local];

    /// <summary>Refuses all other words.</summary>
    /// <exception cref="AppException">Misconfigured: lists the words, and the nearest.</exception>
    public static void Check(string target)
    {
        if (!All.Contains(target))
        {
            throw AppException.Misconfigured($"target {Shown.Of(target)} is unknown: {Nearest.Hint(target, All)}");
        }
    }
}
