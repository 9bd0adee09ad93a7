using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What a request asks for: the events between two times, at most so many, on from where the page before ended.
/// https://developers.onelogin.com/api-docs/1/getting-started/using-query-parameters
/// </summary>
internal sealed partial record OneLoginQuery(
    DateTimeOffset From, DateTimeOffset Before, int Limit, bool IsDescending, PageToken Page, string Fingerprint)
{
    public const string Cursor = "after_cursor";
    private const int MostEvents = 50;

    /// <exception cref="SandboxRefusal">A parameter is unknown, or not what it should be; the refusal names it.</exception>
    public static OneLoginQuery Parse(SandboxRequest request)
    {
        request.Only("since", "until", "limit", "sort", Cursor);
        var fingerprint = PageToken.Fingerprint(request, Cursor);

        // Times are compared by the second, and neither bound is listed: the strictest reading of what is documented.
        return new(
            Time(request, "since") is { } since ? since.AddSeconds(1) : DateTimeOffset.MinValue,
            Time(request, "until") ?? DateTimeOffset.MaxValue,
            LimitOf(request),
            IsNewestFirst(request),
            PageOf(request, fingerprint),
            fingerprint);
    }

    private static DateTimeOffset? Time(SandboxRequest request, string name)
    {
        if (request.Single(name) is not { } text)
        {
            return null;
        }

        return TimeForm.IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time)
            ? DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds())
            : throw request.Wrong(name);
    }

    private static int LimitOf(SandboxRequest request) => request.Single("limit") switch
    {
        null => MostEvents,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is > 0 and <= MostEvents => limit,
        _ => throw request.Wrong("limit", $"limit is not 1 to {MostEvents}"),
    };

    // A plus sign that is not escaped is a space.
    private static bool IsNewestFirst(SandboxRequest request) => request.Single("sort") switch
    {
        null or "+id" => false,
        "-id" => true,
        _ => throw request.Wrong("sort"),
    };

    private static PageToken PageOf(SandboxRequest request, string fingerprint) => request.Single(Cursor) switch
    {
        null => PageToken.Start,
        var text when !request.IsStruckBy(FaultKind.Forget) && PageToken.Read(text, fingerprint) is { } token => token,
        _ => throw request.Wrong(Cursor),
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z\z")]
    private static partial Regex TimeForm { get; }
}
