using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// Salesforce's event log files, one type of event each: files of CSV that come into being some hours after the events, by the hour or by
/// the day. A window is one of the files' <c>CreatedDate</c>, and so is the time of each row.
/// https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/using_resources_event_log_files.htm
/// </summary>
public sealed partial class SalesforceApp : AppIntegration
{
    private static readonly AppSetting Interval = new(
        "interval", "which event log files are read, daily or hourly: hourly ones hold the same events, some hours sooner",
        IntervalFormat, "daily");

    private static readonly AppSetting RowFormat = new(
        "row_format", "what a row becomes: json for an object of its fields, or csv for its line as a text", RowFormatFormat, "json");

    private readonly string eventType;

    private SalesforceApp(string eventType, string description) => (this.eventType, Description) = (eventType, description);

    /// <summary>The original's five types; each reads the files of one <c>EventType</c>.</summary>
    public static IEnumerable<AppIntegration> Types =>
    [
        new SalesforceApp("Console", "Salesforce Console events: who looked at what in a service console"),
        new SalesforceApp("Login", "Salesforce Login events"),
        new SalesforceApp("LoginAs", "Salesforce Login As events: administrators who signed in as somebody else"),
        new SalesforceApp("Report", "Salesforce Report events: which reports were run"),
        new SalesforceApp("ReportExport", "Salesforce Report Export events: which reports left Salesforce"),
    ];

    public override string Service => "salesforce";

    public override string Type => eventType.ToLowerInvariant();

    public override string Log => $"salesforce:{Type}";

    public override string Description { get; }

    public override IReadOnlyList<AuthField> RequiredAuthInfo => SalesforceSignIn.Fields;

    public override IReadOnlyList<AppSetting> Settings => [Interval, RowFormat, SalesforceSignIn.LoginHost, SalesforceOrg.ApiVersion];

    // A file shows up when it is made, but for what it takes to write it down.
    public override TimeSpan Holdback => TimeSpan.FromMinutes(5);

    // Costs a listing and no download. Events that are late for their file come in another one, with a CreatedDate of its own.
    public override TimeSpan Overlap => TimeSpan.FromHours(1);

    public override TimeSpan? History => TimeSpan.FromDays(30);

    public override string DateFormat => "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public override async ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken)
    {
        var token = await SalesforceSignIn.TokenAsync(session, cancellationToken);
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token.Value}");
    }

    public override bool IsRefusal(Answer answer) => base.IsRefusal(answer) || answer.Find("0.errorCode") is not null;

    public override AppException? Explain(Answer refusal, Session session) => SalesforceRefusal.Explain(refusal, session);

    public override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        var at = SalesforceBookmark.Read(poll.Token);
        if (at is null && poll.Token is not null)
        {
            return new Page([]) { TokenExpired = true };
        }

        var walk = SalesforceWalk.Take(session, poll);
        try
        {
            var org = await SalesforceOrg.FindAsync(session, eventType, session.Setting(Interval), cancellationToken);
            var step = new SalesforceStep(session, org, walk, poll, at) { Overlap = Overlap, IsRaw = session.Setting(RowFormat) == "csv" };
            return await step.TakeAsync(cancellationToken);
        }
        catch
        {
            walk.Dispose();
            throw;
        }
    }

    [GeneratedRegex(@"^(daily|hourly)\z")]
    private static partial Regex IntervalFormat { get; }

    [GeneratedRegex(@"^(json|csv)\z")]
    private static partial Regex RowFormatFormat { get; }
}
