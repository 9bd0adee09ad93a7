using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// The rows of event log files, each type with the columns of its own: in a file as CSV, and as the object that a client makes of it.
/// https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_eventlogfile_login.htm
/// </summary>
internal sealed class SalesforceText(string eventType)
{
    private const string Common =
        "EVENT_TYPE,TIMESTAMP,REQUEST_ID,ORGANIZATION_ID,USER_ID,RUN_TIME,CPU_TIME,URI,SESSION_KEY,LOGIN_KEY";

    private static readonly string[] Names = ["ann", "Zoë Ångström", "Bob O'Neil", "李小龍", "svc \"backup\"", "dvořák", "🦆", ""];

    // What a reader of CSV may stumble over, and a writer of JSON.
    private static readonly string[] Notes =
    [
        "plain", "two\nlines", "\"quoted\"", "say \"\"it\"\"", "a,b", "", "C:\\Users\\zoë", "tab\there", "crlf\r\nhere", "<b>&amp;'+</b>",
        " spaces ", "line\u2028separator", "\n", "\"", ",\n\"", "ends with a quote\"",
    ];

    private readonly string[] columns = $"{Common},{Own(eventType)},CLIENT_IP,TIMESTAMP_DERIVED,USER_ID_DERIVED,URI_ID_DERIVED".Split(',');

    public string EventType => eventType;

    /// <summary>The first line of a file.</summary>
    public void WriteHeader(IBufferWriter<byte> to) => WriteLine(columns, to);

    /// <summary>A row as a line of a file.</summary>
    public void WriteLine(int i, DateTimeOffset time, IBufferWriter<byte> to) =>
        WriteLine([.. columns.Select(column => Value(column, i, time))], to);

    /// <summary>A row as an object; what an <see cref="EventWriter"/> does.</summary>
    public int WriteObject(int i, DateTimeOffset time, Span<byte> text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var column in columns)
            {
                json.WriteString(column, Value(column, i, time));
            }

            json.WriteEndObject();
        }

        buffer.WrittenSpan.CopyTo(text);
        return buffer.WrittenCount;
    }

    private static string Own(string eventType) => eventType switch
    {
        "Console" => "CONSOLE_ID,COMPONENT_ID,COMPONENT_ID_DERIVED,REFERER_URI,USER_NAME",
        "Login" => "USER_NAME,USER_TYPE,LOGIN_STATUS,BROWSER_TYPE,API_TYPE,TLS_PROTOCOL,CIPHER_SUITE,SOURCE_IP",
        "LoginAs" => "DELEGATED_USER_NAME,DELEGATED_USER_ID,USER_TYPE,BROWSER_TYPE",
        "Report" => "DISPLAY_TYPE,RENDERING_TYPE,REPORT_ID,ROW_COUNT,NUMBER_COLUMNS,SORT,ENTITY_NAME,USER_NAME",
        _ => "REPORT_DESCRIPTION,CLIENT_INFO,USER_NAME",
    };

    // The events of a file come before it, by as much as it takes to make one.
    private string Value(string column, int i, DateTimeOffset time) => column switch
    {
        "EVENT_TYPE" => eventType,
        "TIMESTAMP" => time.AddHours(-4).ToString("yyyyMMddHHmmss.fff", CultureInfo.InvariantCulture),
        "TIMESTAMP_DERIVED" => time.AddHours(-4).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        "REQUEST_ID" => $"4oK{i:D17}",
        "ORGANIZATION_ID" => "00D5g000004SAND",
        "RUN_TIME" or "CPU_TIME" or "ROW_COUNT" or "NUMBER_COLUMNS" => $"{(i * 7919L) % 100_003}",
        "URI" => $"/{i % 997}?q={Notes[(i / 3) % Notes.Length]}",
        "CLIENT_IP" or "SOURCE_IP" => i % 17 == 3 ? "Salesforce.com IP" : $"198.51.100.{i % 254}",
        "USER_NAME" or "DELEGATED_USER_NAME" => Names[i % Names.Length],
        "BROWSER_TYPE" or "CLIENT_INFO" => $"Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/{i % 143}.0; \"Zoë\"",
        "REPORT_DESCRIPTION" or "SORT" or "REFERER_URI" or "LOGIN_STATUS" => Notes[i % Notes.Length],
        "USER_TYPE" => "Standard",
        "TLS_PROTOCOL" => "TLSv1.3",
        "API_TYPE" or "URI_ID_DERIVED" => "",
        _ => $"{(char)('A' + (column.Length % 26))}{i % 99_991:D14}",
    };

    private static void WriteLine(string[] fields, IBufferWriter<byte> to) => Encoding.UTF8.GetBytes(
        $"{string.Join(',', fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))}\n", to);
}
