using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers as Aliyun's ActionTrail does where events are looked up.
/// https://www.alibabacloud.com/help/en/actiontrail/developer-reference/api-actiontrail-2020-07-06-lookupevents
/// </summary>
internal sealed class AliyunStandIn : StandIn
{
    private readonly AliyunAuthorization authorization = new();
    private readonly SandboxLog log;

    public AliyunStandIn(SandboxOptions options)
        : base(options) => log = Open("aliyun_actiontrail", AliyunText.Write);

    public override string Service => "aliyun";

    public override JsonObject Auth => new()
    {
        ["access_key_id"] = AliyunCredentials.AccessKeyId,
        ["access_key_secret"] = AliyunCredentials.AccessKeySecret,
        ["region_id"] = AliyunCredentials.RegionId,
    };

    // Until an event can be queried: https://www.alibabacloud.com/help/en/actiontrail/product-overview/limits
    protected override TimeSpan Delay => TimeSpan.FromMinutes(10);

    public override bool Serves(string path) => path == "/";

    public override SandboxReply Answer(SandboxRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsPost(request.Method))
        {
            throw new SandboxRefusal(
                AliyunRefusal.Of(403, "UnsupportedHTTPMethod", "This http method is not supported."), "only GET and POST look up events");
        }

        var parameters = request.Query.Concat(request.Form).ToLookup(parameter => parameter.Key, parameter => parameter.Value);
        var (action, version) = authorization.Check(request, parameters);
        if (action != "LookupEvents")
        {
            throw new SandboxRefusal(AliyunRefusal.Of(404), "ActionTrail has no such action");
        }

        if (version != "2020-07-06")
        {
            throw new SandboxRefusal(
                AliyunRefusal.Of(400, "InvalidVersion", "Specified parameter Version is not valid."), "Version is another");
        }

        Count(log);
        return Page(AliyunQuery.Parse(request, parameters, request.Header("Authorization") is null), request);
    }

    // A plan that lacks ActionTrail there is not.
    public override SandboxReply Refuse(FaultKind kind) => kind switch
    {
        FaultKind.Throttled => AliyunRefusal.Throttled,
        FaultKind.Denied => AliyunRefusal.UnknownKey,
        FaultKind.Error => AliyunRefusal.Of(500, status: 200),
        _ => AliyunRefusal.Of(403),
    };

    public override SandboxReply Refuse(int status) => AliyunRefusal.Of(status);

    public override SandboxReply RefuseParameter(string name) => AliyunRefusal.Parameter(name);

    private SandboxReply Page(AliyunQuery query, SandboxRequest request)
    {
        var slice = request.IsStruckBy(FaultKind.Empty)
            ? new LogSlice([], query.Token.After ?? -1, 0)
            : log.Slice(query.From, query.To.AddSeconds(1), query.Token.After, query.Descending, query.Most);
        var next = slice.Next is { } after ? query.Next(request, after < 0 ? null : after) : null;
        return new SandboxReply()
            .Write("""{"RequestId":"FD79665A-CE8B-49D4-82E6-5EE2E0E791DD",""")
            .Write($""" "StartTime":"{Time(query.From)}","EndTime":"{Time(query.To)}",""")
            .Write(next is null ? "" : $""" "NextToken":"{next}",""")
            .Write(""" "Events":[""")
            .Write(log, slice.Numbers)
            .Write("]}");
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
