using System.Globalization;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What a request asks ActionTrail for: the events from one second to another, both included.
/// https://www.alibabacloud.com/help/en/actiontrail/developer-reference/api-actiontrail-2020-07-06-lookupevents
/// </summary>
internal sealed record AliyunQuery(DateTimeOffset From, DateTimeOffset To, int Most, bool Descending, PageToken Token)
{
    private const string NextToken = "NextToken";

    private static readonly TimeSpan History = TimeSpan.FromDays(90);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(30);
    private static readonly string[] Own = ["StartTime", "EndTime", "MaxResults", "Direction", NextToken];

    // What signs a request anew, and what all operations have.
    private static readonly string[] Common =
    [
        "AccessKeyId", "Action", "Version", "Format", "Timestamp", "Signature", "SignatureMethod", "SignatureVersion", "SignatureNonce",
        "SignatureType", "RegionId", "SecurityToken",
    ];

    /// <exception cref="SandboxRefusal">A parameter is missing, unknown, or not what it should be; the refusal names it.</exception>
    public static AliyunQuery Parse(SandboxRequest request, ILookup<string, string> parameters, bool isRpc)
    {
        if (parameters.Select(values => values.Key).Except(isRpc ? [.. Own, .. Common] : Own).FirstOrDefault() is { } unknown)
        {
            throw request.Wrong(unknown, $"{unknown} is not known");
        }

        if (parameters.FirstOrDefault(values => values.Skip(1).Any())?.Key is { } repeated)
        {
            throw request.Wrong(repeated, $"{repeated} is repeated");
        }

        string? Value(string name) => parameters[name].FirstOrDefault();
        var (from, to) = (Time("StartTime"), Time("EndTime"));
        if (from.HasValue != to.HasValue)
        {
            throw request.Wrong("StartTime", "StartTime and EndTime are there both, or neither");
        }

        var (start, end) = (from ?? request.Now - TimeSpan.FromDays(7), to ?? request.Now);
        return start < end && end - start <= LongestWindow && start >= request.Now - History
            ? new(start, end, MostOf(), IsDescending(), TokenOf())
            : throw request.Wrong("StartTime", "the time range is empty, longer than 30 days, or older than 90");

        DateTimeOffset? Time(string name) => Value(name) is not { } text ? null
            : DateTimeOffset.TryParseExact(
                text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
            : throw request.Wrong(name);

        int MostOf() => Value("MaxResults") is not { } text ? 20
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= 50 ? most
            : throw request.Wrong("MaxResults", "MaxResults is not 1 to 50");

        bool IsDescending() => Value("Direction") switch
        {
            null or "BACKWARD" => true,
            "FORWARD" => false,
            _ => throw request.Wrong("Direction"),
        };

        PageToken TokenOf() => Value(NextToken) is not { } text ? PageToken.Start
            : !request.IsStruckBy(FaultKind.Forget) && PageToken.Read(text, Fingerprint(request)) is { } token ? token
            : throw new SandboxRefusal(AliyunRefusal.UnknownPageToken, "NextToken is none, or of another request");
    }

    /// <summary>The text of the token for the page after this one.</summary>
    public string Next(SandboxRequest request, int? after) => Token.Then(after).Write(Fingerprint(request));

    private static string Fingerprint(SandboxRequest request) => PageToken.Fingerprint(request, [NextToken, .. Common]);
}
