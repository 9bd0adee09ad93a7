using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>When an app runs: <c>rate(2 hours)</c>, or <c>cron(0 10 * * ? *)</c> in the words of its target.</summary>
public static class ScheduleExpression
{
    private const string Cron = "cron(";

    /// <summary>
    /// Refuses what is neither; the fields of a <c>cron(...)</c> are its target's to judge, their number (5 or 6) is ours.
    /// </summary>
    /// <exception cref="AppException">Misconfigured: what is wrong, with an example.</exception>
    public static void Check(string text)
    {
        if (!text.StartsWith(Cron, StringComparison.Ordinal))
        {
            RateExpression.Parse(text, "schedule_expression");
            return;
        }

        var fields = text.EndsWith(')') ? text[Cron.Length..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        if (fields.Length is not (5 or 6) || text.Any(char.IsControl))
        {
            throw AppException.Misconfigured(
                $"schedule_expression {Shown.Of(text)} is no cron(...) of 5 or 6 fields: "
                + "write, for example, 'cron(0 10 * * ? *)' or 'rate(2 hours)'");
        }
    }
}
