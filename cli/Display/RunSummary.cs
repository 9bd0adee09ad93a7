using System.Globalization;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;

namespace StreamAlert.Apps.Cli.Display;

/// <summary>How a run ended, in words or as JSON.</summary>
internal static class RunSummary
{
    /// <summary>Writes the lines for people: the error or what is due, then the counts.</summary>
    public static void Write(Terminal terminal, string app, RunReport report, string? where)
    {
        if (report.Message is { } message)
        {
            Action<string> tell = report.Outcome is Outcome.Complete ? terminal.Warn
                : report.Outcome.GoesOn() ? terminal.Say
                : terminal.Fail;
            tell(Due(message, report));
        }

        // Of a run that failed before it read anything, the error says all.
        if (report.From is not null && (report.Outcome == Outcome.Complete || report.Tally.Pages > 0))
        {
            var tally = report.Tally;
            terminal.Say(string.Create(CultureInfo.InvariantCulture,
                $"{app}: {report.Outcome.ToText()}: {tally.Delivered:n0} delivered, {tally.Repeated:n0} repeated, "
                + $"{tally.DeadLettered:n0} dead-lettered of {tally.Read:n0} events "
                + $"on {tally.Pages:n0} {(tally.Pages == 1 ? "page" : "pages")} in {report.Duration.TotalSeconds:0.0} s{Rate(report)}"));
            var place = where is null || tally.Delivered == 0 ? "" : $" to {where}";
            terminal.Say(string.Create(CultureInfo.InvariantCulture,
                $"{app}: read from {report.From:yyyy-MM-dd HH:mm:ss}Z to {report.To:yyyy-MM-dd HH:mm:ss}Z; "
                + $"all before {report.Watermark:yyyy-MM-dd HH:mm:ss}Z is delivered{place}."));
        }
    }

    /// <summary>
    /// <c>outcome, read, delivered, repeated, dead_lettered, pages, from, to, watermark, seconds</c>, and what else there is to say.
    /// </summary>
    public static JsonObject Json(string app, RunReport report) => new()
    {
        ["app"] = app,
        ["outcome"] = report.Outcome.ToText(),
        ["message"] = report.Message,
        ["read"] = report.Tally.Read,
        ["delivered"] = report.Tally.Delivered,
        ["repeated"] = report.Tally.Repeated,
        ["dead_lettered"] = report.Tally.DeadLettered,
        ["pages"] = report.Tally.Pages,
        ["from"] = StateDocument.WriteTime(report.From),
        ["to"] = StateDocument.WriteTime(report.To),
        ["watermark"] = StateDocument.WriteTime(report.Watermark),
        ["not_before"] = StateDocument.WriteTime(report.NotBefore),
        ["seconds"] = Math.Round(report.Duration.TotalSeconds, 3),
    };

    private static string Due(string message, RunReport report) => (report.Outcome, report.NotBefore) switch
    {
        // A run that asked for nothing, since it is not due, says when it is.
        _ when report.From is null => message,
        (Outcome.Partial or Outcome.Throttled, { } due) => $"{message}; due again at {due:yyyy-MM-dd HH:mm:ss}Z",
        (Outcome.Partial, null) => $"{message}; due again at once",
        _ => message,
    };

    private static string Rate(RunReport report) => report.Tally.Read > 0 && report.Duration > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $" ({report.Tally.Read / report.Duration.TotalSeconds:n0}/s)")
        : "";
}
