using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// The activity reports of Google Workspace, a type for each application that it reports on:
/// https://developers.google.com/admin-sdk/reports/reference/rest/v1/activities/list
/// </summary>
public sealed partial class GSuiteApp : AppIntegration
{
    private const string Host = "admin.googleapis.com";
    private const int MostPerPage = 1000;

    // A qualifier is unique among the events of a time only. Without events, the list is missing and not empty.
    private static readonly PageLayout Layout = new()
    {
        Events = "items",
        EmptyWith = "kind",
        Next = "nextPageToken",
        Id = ["id.applicationName", "id.time", "id.uniqueQualifier", "id.customerId"],
        Time = "id.time",
    };

    private readonly GSuiteApplications.Application application;

    private GSuiteApp(GSuiteApplications.Application application) => this.application = application;

    /// <summary>All applications that Google reports on, those that it has shut down included.</summary>
    public static IEnumerable<AppIntegration> Types => GSuiteApplications.All.Select(application => new GSuiteApp(application));

    public override string Service => "gsuite";

    public override string Type => application.Name;

    public override string Log => "gsuite:reports";

    public override string Description => $"Google Workspace: {application.Content}";

    public override IReadOnlyList<AuthField> RequiredAuthInfo =>
    [
        new("keyfile", "the path of the JSON key file of a Google Cloud service account with domain-wide delegation", KeyFile)
        { IsFile = true },
        new("delegation_email", "the e-mail address of the administrator for whom the service account reads reports", Email)
        { Example = "admin@example.com", IsPublic = true },
    ];

    public override string? Retired => application.Retired;

    public override TimeSpan Holdback => TimeSpan.FromMinutes(2);

    public override TimeSpan Overlap => TimeSpan.FromMinutes(5);

    public override TimeSpan Lateness => application.Lateness;

    // https://support.google.com/a/answer/7061566; of an earlier start, Google makes its own.
    public override TimeSpan? History => TimeSpan.FromDays(180);

    // Google answers for 30 days of gmail, and for all of the others. But pages come newest first: what was delivered before a window must
    // still be remembered when its last page comes, and is not after a window that is several times as long as what is read again.
    public override TimeSpan? LongestWindow => Lateness * 2.5;

    public override string? DateFormat => "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    // https://developers.google.com/admin-sdk/reports/v1/limits, for each user, who here is the administrator.
    public override RequestLimit? Limit => new(2400, TimeSpan.FromMinutes(1));

    public override async ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken)
    {
        var token = await session.TokenAsync(now => GSuiteKey.Read(session).RequestToken(session, now), cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
    }

    public override AppException? Explain(Answer refusal, Session session) => GSuiteRefusal.Explain(refusal, session);

    public override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        // Newest first, so both ends stay where they are from the first page to the last. Whether they are inclusive is nowhere said:
        // what is asked for is wider on either side, and what lies outside is left to the window that it belongs to.
        var path = $"/admin/reports/v1/activity/users/all/applications/{Uri.EscapeDataString(application.Name)}"
            + $"?startTime={Time(poll.From.AddMilliseconds(-1))}&endTime={Time(poll.To)}&maxResults={MostPerPage}"
            + (poll.Token is { } token ? $"&pageToken={Uri.EscapeDataString(token)}" : "");
        try
        {
            var answer = await session.GetAsync(session.Url(Host, path), cancellationToken);
            return Layout.Read(answer, session, time => time is null || (time >= poll.From && time < poll.To));
        }
        catch (AppException refusal) when (poll.Token is not null && refusal.Status == HttpStatusCode.BadRequest)
        {
            return new Page([]) { TokenExpired = true };
        }
    }

    private static string Time(DateTimeOffset time) =>
        Uri.EscapeDataString(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    // As Google hands it out: an object with, whatever their order, the account, its key, the key's id, and where tokens are given.
    [GeneratedRegex("""
        ^\s*\{(?=[\s\S]*"client_email"\s*:\s*"[^"\s]+@[^"\s]+")(?=[\s\S]*"private_key"\s*:\s*"-----BEGIN\ (RSA\ )?PRIVATE\ KEY-----)
        (?=[\s\S]*"private_key_id"\s*:\s*"[^"\s]+")(?=[\s\S]*"token_uri"\s*:\s*"https:[^"\s]+")[\s\S]*\}\s*\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex KeyFile { get; }

    // Letters of any script and apostrophes are in addresses as well.
    [GeneratedRegex("""^[^@\s"<>(),:;\\\p{C}]{1,64}@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+\z""")]
    private static partial Regex Email { get; }
}
