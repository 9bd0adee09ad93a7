using System.Globalization;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What a request asks a report for: the events from one time to another, both included, at most so many, newest first.
/// https://developers.google.com/admin-sdk/reports/reference/rest/v1/activities/list#query-parameters
/// </summary>
internal sealed record GSuiteQuery(DateTimeOffset From, DateTimeOffset Before, int Most, PageToken Token)
{
    private const int MostEvents = 1000;
    private const string PageTokenName = "pageToken";

    private static readonly TimeSpan History = TimeSpan.FromDays(180);
    private static readonly TimeSpan LongestOfGmail = TimeSpan.FromDays(30);

    // RFC 3339 in UTC, with or without a fraction.
    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <exception cref="SandboxRefusal">A parameter is missing, unknown, or not what it should be; the refusal names it.</exception>
    public static GSuiteQuery Parse(string application, SandboxRequest request)
    {
        request.Only("startTime", "endTime", "maxResults", PageTokenName);
        var (from, to) = (Time(request, "startTime"), Time(request, "endTime"));
        if (from >= (to ?? request.Now))
        {
            throw request.Wrong("startTime", "startTime is not before endTime");
        }

        // Nothing that a client could know whose clock is ahead.
        if (from >= request.Now)
        {
            throw new SandboxRefusal(GSuiteRefusal.Parameter("startTime"));
        }

        if (application == "gmail" && !(to - from <= LongestOfGmail))
        {
            throw request.Wrong("endTime", "gmail wants both ends, at most 30 days apart");
        }

        var oldest = request.Now - History;
        return new(
            from > oldest ? from.Value : oldest, (to ?? request.Now).AddMilliseconds(1), MostOf(request), TokenOf(request));
    }

    /// <summary>The text of the token for the page after this one.</summary>
    public string Next(SandboxRequest request, int? after) => Token.Then(after).Write(PageToken.Fingerprint(request, PageTokenName));

    private static int MostOf(SandboxRequest request) => request.Single("maxResults") is not { } text ? MostEvents
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= MostEvents ? most
        : throw request.Wrong("maxResults", $"maxResults is not 1 to {MostEvents}");

    private static PageToken TokenOf(SandboxRequest request) => request.Single(PageTokenName) is not { } text ? PageToken.Start
        : !request.IsStruckBy(FaultKind.Forget) && PageToken.Read(text, PageToken.Fingerprint(request, PageTokenName)) is { } token ? token
        : throw new SandboxRefusal(GSuiteRefusal.UnknownPageToken, "pageToken is none, or of another request");

    private static DateTimeOffset? Time(SandboxRequest request, string name) => request.Single(name) is not { } text ? null
        : DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw request.Wrong(name);
}
