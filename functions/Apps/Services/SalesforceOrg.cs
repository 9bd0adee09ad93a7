using System.Globalization;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>Asks an org for its event log files of one kind, where its tokens say that it lives.</summary>
internal sealed partial class SalesforceOrg
{
    private readonly Session session;
    private readonly string host;
    private readonly string eventType;
    private readonly string interval;

    private SalesforceOrg(Session session, string host, string eventType, string interval) =>
        (this.session, this.host, this.eventType, this.interval) = (session, host, eventType, interval);

    /// <summary>The version of the REST API; the first that knows hourly files is 37.0.</summary>
    public static AppSetting ApiVersion { get; } = new(
        "api_version", "the version of Salesforce's REST API, 37.0 or later", VersionFormat, "68.0");

    /// <exception cref="AppException">The credentials are refused, or the org lives where credentials have no business.</exception>
    public static async ValueTask<SalesforceOrg> FindAsync(
        Session session, string eventType, string interval, CancellationToken cancellationToken)
    {
        var token = await SalesforceSignIn.TokenAsync(session, cancellationToken);
        return token.Instance is { Scheme: "https", IsDefaultPort: true, UserInfo: "" } at && SalesforceSignIn.LoginHost.Accepts(at.Host)
            ? new SalesforceOrg(session, at.Host, eventType, interval == "hourly" ? "Hourly" : "Daily")
            : throw AppException.SourceFailed(
                $"'{session.Source.App}': Salesforce gave a token for no host of Salesforce's: it gets no request with it; "
                + "is there a proxy in between that changes answers?");
    }

    /// <summary>Where the files are listed that were made in a window, the earliest first.</summary>
    /// <param name="from">UTC, inclusive.</param>
    /// <param name="to">UTC, exclusive.</param>
    public string Query(DateTimeOffset from, DateTimeOffset to)
    {
        // Without its interval, daily and hourly files are listed, and each event comes twice.
        var soql = "SELECT Id, EventType, LogDate, LogFileLength, LogFile, CreatedDate, Interval, Sequence FROM EventLogFile "
            + $"WHERE EventType='{eventType}' AND Interval='{interval}' AND CreatedDate >= {Second(from)} AND CreatedDate < {Second(to)} "
            + "ORDER BY CreatedDate ASC, Id ASC";
        return $"/services/data/v{session.Setting(ApiVersion)}/query?q={Uri.EscapeDataString(soql)}";
    }

    /// <param name="path">That of a query, or of its next records.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<SalesforceListing> ListAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await session.GetAsync(session.Url(host, path), cancellationToken);
        return SalesforceListing.Read(answer, session);
    }

    public Task<OpenAnswer> OpenAsync(SalesforceFile file, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, session.Url(host, file.Path));
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        return session.OpenAsync(request, cancellationToken);
    }

    // A date-time of SOQL stands without quotes.
    private static string Second(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(3[7-9]|[4-9][0-9]|1[0-9][0-9])\.0\z")]
    private static partial Regex VersionFormat { get; }
}
