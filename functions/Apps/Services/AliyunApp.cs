using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// The events of Aliyun's (Alibaba Cloud's) ActionTrail in one region:
/// https://www.alibabacloud.com/help/en/actiontrail/developer-reference/api-actiontrail-2020-07-06-lookupevents
/// </summary>
public sealed partial class AliyunApp : AppIntegration
{
    private const string MostPerPage = "50";

    private static readonly AppSetting Endpoint = new(
        "endpoint", "the host of ActionTrail's API, where it is not actiontrail.<region_id>.aliyuncs.com", Host, "")
    { Example = "actiontrail.aliyuncs.com" };

    // Strict: an answer without the list is not one without events.
    private static readonly PageLayout Layout = new() { Events = "Events", Next = "NextToken", Id = ["eventId"], Time = "eventTime" };

    public override string Service => "aliyun";

    public override string Type => "actiontrail";

    public override string Log => "aliyun:actiontrail";

    public override string Description => "Alibaba Cloud (Aliyun) ActionTrail events";

    public override IReadOnlyList<AuthField> RequiredAuthInfo =>
    [
        new("access_key_id", "the access key ID of a RAM user that may call actiontrail:LookupEvents", AccessKeyId)
        { Example = "LTAI5tExampleExampleExam", IsPublic = true },
        new("access_key_secret", "the access key secret that belongs to it", Secret),
        new("region_id", "the ID of the region whose events are to be read", RegionId) { Example = "cn-hangzhou", IsPublic = true },
        new("security_token", "the security token, where the access key is a temporary one of STS", Secret) { IsOptional = true },
    ];

    public override IReadOnlyList<AppSetting> Settings => [Endpoint];

    // Ten minutes until an event can be queried: https://www.alibabacloud.com/help/en/actiontrail/product-overview/limits
    public override TimeSpan Holdback => TimeSpan.FromMinutes(10);

    public override TimeSpan Overlap => TimeSpan.FromMinutes(5);

    public override TimeSpan Lateness => TimeSpan.FromMinutes(30);

    // Aliyun keeps 90 days and answers for 30 at a time. A day less of either: what is asked for is wider than the window, and a window
    // that takes several runs must not grow too old to be asked for.
    public override TimeSpan? History => TimeSpan.FromDays(89);

    public override TimeSpan? LongestWindow => TimeSpan.FromDays(29);

    public override string? DateFormat => "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public override RequestLimit? Limit => new(2, TimeSpan.FromSeconds(1));

    // Signed anew for each attempt: a nonce is good for one, and the date for a quarter of an hour.
    public override ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = url.Authority,
            ["x-acs-action"] = "LookupEvents",
            ["x-acs-version"] = "2020-07-06",
            ["x-acs-date"] = Time(session.Clock.GetUtcNow()),
            ["x-acs-signature-nonce"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            ["x-acs-content-sha256"] = AliyunSignature.HashOfNothing,
        };
        if (session.Auth.Find("security_token") is { Length: > 0 } securityToken)
        {
            headers["x-acs-security-token"] = securityToken;
        }

        var canonical = AliyunSignature.CanonicalRequest(request.Method.Method, url.Query.TrimStart('?'), headers);
        var signature = AliyunSignature.Sign(AliyunSignature.StringToSign(canonical), session.Auth["access_key_secret"]);
        var authorization = AliyunSignature.Authorization(session.Auth["access_key_id"], headers, signature);
        foreach (var (name, value) in headers.Where(header => header.Key != "host").Append(new("Authorization", authorization)))
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return ValueTask.CompletedTask;
    }

    public override AppException? Explain(Answer refusal, Session session) => AliyunRefusal.Explain(refusal, session);

    public override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        // Both ends seem to be inclusive; should the start not be, a second earlier is right as well.
        List<KeyValuePair<string, string>> parameters =
        [
            new("StartTime", Time(poll.From.AddSeconds(-1))),
            new("EndTime", Time(poll.To)),
            new("MaxResults", MostPerPage),
            new("Direction", "FORWARD"),
        ];
        if (poll.Token is { } token)
        {
            parameters.Add(new("NextToken", token));
        }

        var host = session.Setting(Endpoint) is { Length: > 0 } endpoint
            ? endpoint
            : $"actiontrail.{session.Auth["region_id"]}.aliyuncs.com";
        try
        {
            var url = session.Url(host, $"/?{AliyunSignature.CanonicalQuery(parameters)}");
            var answer = await session.GetAsync(url, cancellationToken);
            return Layout.Read(answer, session, time => time is null || (time >= poll.From && time < poll.To));
        }
        catch (AppException refusal) when (poll.Token is not null && refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound)
        {
            return new Page([]) { TokenExpired = true };
        }
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Of temporary keys, it begins with 'STS.'.
    [GeneratedRegex(@"^[A-Za-z0-9._-]{8,128}\z")]
    private static partial Regex AccessKeyId { get; }

    [GeneratedRegex(@"^[!-~]{16,8192}\z")]
    private static partial Regex Secret { get; }

    // New regions open every year. Hosts that begin with 'oss-' are other customers' own.
    [GeneratedRegex(@"^(?!oss-)[a-z]{2,4}(-[a-z0-9]{1,20}){1,4}\z")]
    private static partial Regex RegionId { get; }

    // ActionTrail's own hosts, with a region or without: whatever else is below aliyuncs.com can be another customer's.
    [GeneratedRegex(@"^actiontrail(-[a-z0-9]{1,20}){0,2}(\.(?!oss-)[a-z]{2,4}(-[a-z0-9]{1,20}){1,4})?\.aliyuncs\.com\z")]
    private static partial Regex Host { get; }
}
