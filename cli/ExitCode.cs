using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli;

/// <summary>What a command's exit code says.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Usage = 2;

    /// <summary>Nothing is wrong, and there is more to collect: at once, or when the message says.</summary>
    public const int More = 3;

    public static int Of(Outcome outcome) => outcome == Outcome.Complete ? Done : outcome.GoesOn() ? More : Failed;
}
