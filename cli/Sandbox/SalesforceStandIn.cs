using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// Answers as Salesforce's REST API does where event log files are concerned: the same paths, queries, files and errors, and the ways to
/// sign in. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/using_resources_event_log_files.htm
/// </summary>
internal sealed partial class SalesforceStandIn : StandIn
{
    private const double NewestVersion = 68;
    private static readonly string[] EventTypes = ["Console", "Login", "LoginAs", "Report", "ReportExport"];

    private readonly List<SalesforceFiles> logs = [];

    public SalesforceStandIn(SandboxOptions options)
        : base(options)
    {
        foreach (var (number, eventType) in EventTypes.Index())
        {
            var text = new SalesforceText(eventType);
            var log = Open($"salesforce_{eventType.ToLowerInvariant()}", text.WriteObject, hasGaps: false);
            logs.Add(new SalesforceFiles(log, text, (char)('a' + number), options, options.Delay ?? Delay));
        }
    }

    public override string Service => "salesforce";

    public override JsonObject Auth => new()
    {
        ["client_id"] = SalesforceCredentials.ClientId,
        ["username"] = SalesforceCredentials.Username,
        ["private_key"] = SandboxKey.Pem,
    };

    public override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["login_host"] = SalesforceCredentials.Host }.ToFrozenDictionary();

    protected override TimeSpan Delay => TimeSpan.FromMinutes(5);

    public override bool Serves(string path) => path.StartsWith("/services/", StringComparison.Ordinal);

    public override SandboxReply Answer(SandboxRequest request)
    {
        if (request.Path == "/services/oauth2/token")
        {
            return SalesforceAccess.Give(request, Tokens);
        }

        var match = DataPath.Match(request.Path);
        if (!match.Success || Version(match.Groups["version"]) > NewestVersion)
        {
            throw new SandboxRefusal(SalesforceRefusal.NotThere, "Salesforce has no such path, or no such version of its API");
        }

        if (request.Method != "GET")
        {
            throw new SandboxRefusal(SalesforceRefusal.Of(405), "only GET reads");
        }

        SalesforceAccess.CheckToken(request, Tokens);
        if (match.Groups["file"] is { Success: true, Value: var id })
        {
            return Content(request, id);
        }

        request.Only(match.Groups["locator"].Success ? [] : ["q"]);
        var records = new SalesforceRecords(logs, Version(match.Groups["version"]));
        return records.At(CursorOf(request, match.Groups["locator"]), request.IsStruckBy(FaultKind.Empty));
    }

    public override SandboxReply Refuse(FaultKind kind) => kind switch
    {
        FaultKind.Denied => SalesforceRefusal.NoSession,
        FaultKind.Forbidden => SalesforceRefusal.Of(403),
        FaultKind.Plan => SalesforceRefusal.NoLog,
        FaultKind.Throttled => SalesforceRefusal.UsedUp,
        _ => SalesforceRefusal.Of(200),
    };

    public override SandboxReply Refuse(int status) => SalesforceRefusal.Of(status);

    public override SandboxReply RefuseParameter(string name) => SalesforceRefusal.Malformed(name);

    private SandboxReply Content(SandboxRequest request, string id)
    {
        request.Only();
        foreach (var files in logs)
        {
            if (files.Find(id, Options.Clock.GetUtcNow()) is { } file)
            {
                Count(files.Log);
                var reply = new SandboxReply { ContentType = "text/csv" };
                files.Write(file, reply.Body);
                return reply;
            }
        }

        throw new SandboxRefusal(SalesforceRefusal.NotThere, "there is no such file");
    }

    private SalesforceCursor CursorOf(SandboxRequest request, Group locator) =>
        !locator.Success ? SalesforceCursor.Start(request.Required("q"), Options.Clock.GetUtcNow())
        : !request.IsStruckBy(FaultKind.Forget) && SalesforceCursor.Read(locator.Value) is { } cursor ? cursor
        : throw new SandboxRefusal(SalesforceRefusal.NoLocator, "there is no such query locator");

    private static double Version(Group digits) => double.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^/services/data/v(?<version>[0-9]{2,3}\.0)/(query|query/(?<locator>01g[\w-]+)|sobjects/EventLogFile/(?<file>\w+)/LogFile)\z")]
    private static partial Regex DataPath { get; }
}
