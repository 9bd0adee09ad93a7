using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using StreamAlert.Apps.Tests.Http;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>An org on paper: what it answers is what a test wrote into it. It checks nothing but the token.</summary>
internal sealed partial class SalesforcePaperOrg
{
    public const string Host = "acme.my.salesforce.com";

    private int tokens;

    /// <summary>In the order in which they are listed, which must be that of their times.</summary>
    public List<Entry> Files { get; } = [];

    public int PageSize { get; set; } = 2000;

    public string Instance { get; set; } = $"https://{Host}";

    /// <summary>Which token is good; null for each that was given.</summary>
    public string? Wanted { get; set; }

    public static ServiceCaller Call(
        ScriptedVendor vendor, string type = "salesforce_login", TestClock? clock = null, params (string Name, string Value)[] settings)
    {
        return new ServiceCaller(
            type,
            vendor.Address,
            [new("client_id", "3MVG9lKcPoNINVBIPJjdw1J9"), new("client_secret", "secret-of-the-app-0123456789")],
            clock,
            settings.Prepend(("login_host", Host)).Select(setting => KeyValuePair.Create(setting.Item1, setting.Item2)));
    }

    public Task<ScriptedVendor> StartAsync() => ScriptedVendor.StartAsync(AnswerAsync);

    /// <summary>A file of CSV, of rows with a number and a note.</summary>
    public Entry Add(string name, long created, int rows) => Add(name, created, Csv(Enumerable.Range(1, rows).Select(row => $"note {row}")));

    public Entry Add(string name, long created, string content)
    {
        var entry = new Entry(Id(name), created, content);
        Files.Add(entry);
        return entry;
    }

    public static string Id(string name) => $"0AT{name.PadLeft(12, '0')}GAI";

    public static string Csv(IEnumerable<string> notes) =>
        $"\"EVENT_TYPE\",\"NOTE\"\n{string.Concat(notes.Select(note => $"\"Login\",\"{note.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"))}";

    /// <summary>The ids of the files that were downloaded, in that order.</summary>
    public static List<string> Downloads(ScriptedVendor vendor) =>
        [.. vendor.Requests.Where(request => request.Target.EndsWith("/LogFile", StringComparison.Ordinal)).Select(request => request.Target.Split('/')[^2])];

    public async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path == "/services/oauth2/token")
        {
            await ScriptedVendor.Json($$"""{"access_token":"00D!t{{++tokens}}","instance_url":"{{Instance}}","token_type":"Bearer"}""")(context);
        }
        else if (Wanted is not null && context.Request.Headers.Authorization != $"Bearer {Wanted}")
        {
            await ScriptedVendor.Status(401, """[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""")(context);
        }
        else if (path.EndsWith("/LogFile", StringComparison.Ordinal))
        {
            var entry = Files.Single(file => file.Id == path.Split('/')[^2]);
            await (entry.Answer ?? (answer => answer.Response.WriteAsync(entry.Content)))(context);
        }
        else
        {
            await ListAsync(context, path);
        }
    }

    private Task ListAsync(HttpContext context, string path)
    {
        // A cursor is the query and how much of it was listed: 01g-FROM-TO-SKIP.
        var bounds = Bound.Matches(context.Request.Query["q"].ToString())
            .Select(match => DateTimeOffset.Parse(match.Value, CultureInfo.InvariantCulture).ToUnixTimeSeconds()).ToArray();
        var cursor = path.Split('/')[^1].Split('-') is ["01g", .. var numbers]
            ? numbers.Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray()
            : [.. bounds, 0];
        var found = Files.Where(file => file.IsListed && file.Created >= cursor[0] && file.Created < cursor[1]).ToList();
        var page = found.Skip((int)cursor[2]).Take(PageSize).ToList();
        var end = cursor[2] + page.Count;
        return ScriptedVendor.Json(JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["totalSize"] = found.Count,
            ["done"] = end >= found.Count,
            ["nextRecordsUrl"] = end >= found.Count ? null : $"/services/data/v68.0/query/01g-{cursor[0]}-{cursor[1]}-{end}",
            ["records"] = page.Select(file => new Dictionary<string, object>
            {
                ["Id"] = file.Id,
                ["LogDate"] = "2024-05-01T00:00:00.000+0000",
                ["CreatedDate"] = DateTimeOffset.FromUnixTimeSeconds(file.Created).ToString("yyyy-MM-dd'T'HH:mm:ss'.000+0000'", CultureInfo.InvariantCulture),
                ["LogFile"] = $"/services/data/v68.0/sobjects/EventLogFile/{file.Id}/LogFile",
                ["LogFileLength"] = (double)(file.Length ?? Encoding.UTF8.GetByteCount(file.Content)),
            }),
        }))(context);
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    private static partial Regex Bound { get; }

    internal sealed record Entry(string Id, long Created, string Content)
    {
        public bool IsListed { get; set; } = true;

        /// <summary>What is said to be its length; null for what it is.</summary>
        public long? Length { get; set; }

        /// <summary>What is answered in place of its content.</summary>
        public Func<HttpContext, Task>? Answer { get; set; }
    }
}
