using System.Globalization;
using System.Text.Json;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What a query answers, page by page.
/// https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_query.htm
/// </summary>
/// <param name="logs">The files of each log.</param>
/// <param name="version">The version of the API that was asked.</param>
internal sealed class SalesforceRecords(IReadOnlyList<SalesforceFiles> logs, double version)
{
    // Small, so that hardly a list ends on its first page.
    private const int FilesPerPage = 10;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'+0000'";

    private readonly string root = string.Create(CultureInfo.InvariantCulture, $"/services/data/v{version:0.0}");

    /// <param name="cursor">Where the page begins.</param>
    /// <param name="isEmpty">Whether it stays empty, though there are more.</param>
    /// <exception cref="SandboxRefusal">Salesforce would not take the query.</exception>
    public SandboxReply At(SalesforceCursor cursor, bool isEmpty)
    {
        var query = SalesforceQuery.Parse(cursor.Soql, version);
        var found = logs
            .SelectMany(log => log.At(cursor.AsOf).SelectMany(file => new[] { new Entry(log, file, false), new Entry(log, file, true) }))
            .Where(entry => query.Takes(entry.Item, entry.Log.EventType, entry.IsHourly))
            .OrderByDescending(entry => entry.Item.Number);
        var list = (query.IsSorted ? found.OrderBy(entry => entry.Item.Created).ThenBy(entry => entry.Item.Number) : found).ToList();
        var page = isEmpty ? [] : list.Skip(cursor.Skip).Take(FilesPerPage).ToList();
        var isDone = !isEmpty && cursor.Skip + page.Count >= list.Count;
        var reply = new SandboxReply();
        using var json = new Utf8JsonWriter(reply.Body);
        json.WriteStartObject();
        json.WriteNumber("totalSize"u8, list.Count);
        json.WriteBoolean("done"u8, isDone);
        if (!isDone)
        {
            json.WriteString("nextRecordsUrl"u8, $"{root}/query/{cursor.Then(page.Count)}");
        }

        json.WriteStartArray("records"u8);
        page.ForEach(entry => Write(json, query, entry));
        json.WriteEndArray();
        json.WriteEndObject();
        return reply;
    }

    private void Write(Utf8JsonWriter json, SalesforceQuery query, Entry entry)
    {
        var (log, file, isHourly) = entry;
        var id = log.IdOf(file, isHourly);
        json.WriteStartObject();
        json.WriteStartObject("attributes"u8);
        json.WriteString("type"u8, "EventLogFile"u8);
        json.WriteString("url"u8, $"{root}/sobjects/EventLogFile/{id}");
        json.WriteEndObject();
        foreach (var field in query.Fields)
        {
            json.WritePropertyName(field);
            json.WriteRawValue(field switch
            {
                "Id" => Text(id),
                "EventType" => Text(log.EventType),
                "LogDate" => Text(file.LogDate(isHourly).ToString(TimeFormat, CultureInfo.InvariantCulture)),
                "LogFileLength" => $"{log.LengthOf(file)}.0",
                "LogFile" => Text($"{root}/sobjects/EventLogFile/{id}/LogFile"),
                "CreatedDate" => Text(file.Created.ToString(TimeFormat, CultureInfo.InvariantCulture)),
                "Interval" => Text(isHourly ? "Hourly" : "Daily"),
                "Sequence" => isHourly ? "1" : "0",
                "ApiVersion" => "68.0",
                _ => Text("text/csv"),
            });
        }

        json.WriteEndObject();
    }

    private static string Text(string plain) => $"\"{plain}\"";

    private sealed record Entry(SalesforceFiles Log, SalesforceLogFile Item, bool IsHourly);
}
