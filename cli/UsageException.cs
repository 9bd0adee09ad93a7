using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli;

/// <summary>A command was given what it cannot work with; nothing was changed.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>Runs a check of what was given, whose refusal is the giver's to mend.</summary>
    public static T Unless<T>(Func<T> check)
    {
        try
        {
            return check();
        }
        catch (AppException problem) when (problem.Outcome == Outcome.Misconfigured)
        {
            throw new UsageException(problem.Message);
        }
    }
}
