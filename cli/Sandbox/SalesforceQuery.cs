using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What a query asks for: event log files of a type and a kind, made or about a time between two times.
/// https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql.htm
/// </summary>
/// <param name="Fields">The names of the fields, as they are asked for.</param>
internal sealed partial record SalesforceQuery(IReadOnlyList<string> Fields)
{
    private const double FirstWithIntervals = 37;

    private static readonly string[] Known =
    [
        "Id", "EventType", "LogDate", "LogFileLength", "LogFile", "CreatedDate", "Interval", "Sequence", "ApiVersion", "LogFileContentType",
    ];

    /// <summary>Null for all.</summary>
    public string? EventType { get; private set; }

    /// <summary><c>Daily</c> or <c>Hourly</c>; null for both.</summary>
    public string? Interval { get; private set; }

    /// <summary>Whether the earliest file comes first; without an order, Salesforce promises none.</summary>
    public bool IsSorted { get; private set; }

    /// <summary>What a file's times must be like: a field, how it is compared, and the time, UTC.</summary>
    public IReadOnlyList<(string Field, string How, DateTimeOffset Time)> Times { get; private set; } = [];

    /// <exception cref="SandboxRefusal">Salesforce would not take it.</exception>
    public static SalesforceQuery Parse(string soql, double version)
    {
        var match = Form.Match(soql);
        if (!match.Success)
        {
            throw new SandboxRefusal(SalesforceRefusal.Malformed("q"), "q is no query that is known");
        }

        var query = new SalesforceQuery([.. match.Groups["fields"].Value.Split(',').Select(field => Name(field.Trim(), version))]);
        if (match.Groups["from"].Value != "EventLogFile")
        {
            throw new SandboxRefusal(SalesforceRefusal.NoLog, "q is about something else than event log files");
        }

        foreach (var condition in match.Groups["where"].Success ? And.Split(match.Groups["where"].Value) : [])
        {
            query.Add(condition, version);
        }

        query.IsSorted = match.Groups["order"].Value is "CreatedDate ASC, Id ASC" or "CreatedDate ASC" or "CreatedDate";
        return query.IsSorted || !match.Groups["order"].Success
            ? query
            : throw new SandboxRefusal(SalesforceRefusal.Malformed("ORDER"), "q sorts in an order that is not known here");
    }

    public bool Takes(SalesforceLogFile file, string eventType, bool isHourly) =>
        (EventType ?? eventType).Equals(eventType, StringComparison.OrdinalIgnoreCase)
        && (Interval is null || Interval.Equals(isHourly ? "Hourly" : "Daily", StringComparison.OrdinalIgnoreCase))
        && Times.All(test => Holds(test.How, test.Field == "LogDate" ? file.LogDate(isHourly) : file.Created, test.Time));

    private void Add(string text, double version)
    {
        var condition = Condition.Match(text.Trim());
        var field = Name(condition.Groups["field"].Value, version);
        var (how, value) = (condition.Groups["how"].Value, condition.Groups["value"].Value);
        var isText = value.StartsWith('\'');
        switch (field)
        {
            case "EventType" when isText && how == "=":
                EventType = value.Trim('\'');
                break;
            case "Interval" when isText && how == "=":
                Interval = value.Trim('\'');
                break;
            case "CreatedDate" or "LogDate" when !isText && Time(value) is { } time:
                Times = [.. Times, (field, how, time)];
                break;
            case "CreatedDate" or "LogDate":
                throw new SandboxRefusal(SalesforceRefusal.NoTime(field), $"{field} is compared with what is no time");
            default:
                throw new SandboxRefusal(SalesforceRefusal.Malformed(field), $"{field} is compared in a way that is not known");
        }
    }

    private static string Name(string field, double version) =>
        Known.Contains(field) && (version >= FirstWithIntervals || field is not ("Interval" or "Sequence"))
            ? field
            : throw new SandboxRefusal(SalesforceRefusal.NoField(field), $"there is no field {field}");

    private static bool Holds(string how, DateTimeOffset one, DateTimeOffset other) => how switch
    {
        "=" => one == other,
        ">" => one > other,
        ">=" => one >= other,
        "<" => one < other,
        _ => one <= other,
    };

    private static DateTimeOffset? Time(string text) => DateTimeOffset.TryParseExact(
        text,
        ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"],
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal,
        out var time) ? time : null;

    [GeneratedRegex(@"^SELECT (?<fields>\w+( ?, ?\w+)*) FROM (?<from>\w+)( WHERE (?<where>.+?))?( ORDER BY (?<order>.+?))?\z")]
    private static partial Regex Form { get; }

    [GeneratedRegex(" AND ")]
    private static partial Regex And { get; }

    [GeneratedRegex(@"^(?<field>\w+) ?(?<how>[<>]?=|[<>]) ?(?<value>'[^'\\]*'|[0-9TZ:.-]+)\z")]
    private static partial Regex Condition { get; }
}
