using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// A page of what a query lists.
/// https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm
/// </summary>
/// <param name="Files">In Salesforce's order.</param>
/// <param name="More">Where the list goes on, from the leading slash on; null where it ends.</param>
/// <param name="AsOf">Salesforce's clock, UTC; null where it did not say.</param>
internal sealed partial record SalesforceListing(IReadOnlyList<SalesforceFile> Files, string? More, DateTimeOffset? AsOf)
{
    /// <exception cref="AppException">The answer is no such page.</exception>
    public static SalesforceListing Read(Answer answer, Session session)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body);
            var root = json.RootElement;
            return new SalesforceListing(
                [.. root.GetProperty("records").EnumerateArray().Select(ReadFile)],
                root.GetProperty("done").GetBoolean() ? null : Path(root, "nextRecordsUrl"),
                answer.Date);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            var why = answer.IsWebPage
                ? "it is a web page: a proxy's, or Salesforce is under maintenance"
                : "it is no list of event log files";
            throw AppException.SourceFailed(
                $"'{session.Source.App}': Salesforce answered what cannot be read: {why}; nothing was skipped, the next run asks again");
        }
    }

    private static SalesforceFile ReadFile(JsonElement record) => new(
        Text(record, "Id", IdFormat),
        Time(record, "CreatedDate"),
        Time(record, "LogDate"),
        Path(record, "LogFile"),
        (long)record.GetProperty("LogFileLength").GetDouble());

    private static string Path(JsonElement at, string name) => Text(at, name, PathFormat);

    private static string Text(JsonElement at, string name, Regex format) =>
        at.GetProperty(name).GetString() is { } text && format.IsMatch(text) ? text : throw new FormatException();

    // ISO 8601, with an offset that has no colon.
    private static DateTimeOffset Time(JsonElement record, string name) => DateTimeOffset.Parse(
        record.GetProperty(name).GetString() ?? throw new FormatException(),
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    [GeneratedRegex(@"^[A-Za-z0-9]{15,18}\z")]
    private static partial Regex IdFormat { get; }

    // It is put behind a host: anything that could be taken for a part of one has no place in it.
    [GeneratedRegex(@"^(/[A-Za-z0-9._~-]+)+\z")]
    private static partial Regex PathFormat { get; }
}
