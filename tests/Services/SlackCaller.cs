using System.Text;
using Microsoft.AspNetCore.Http;
using StreamAlert.Apps.Tests.Http;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>Slack apps with a token of the test's, and answers as Slack gives them.</summary>
internal static class SlackCaller
{
    public const string Token = "xoxp-1234567890-0987654321-1234567890-0123456789abcdef";

    public static ServiceCaller Of(string type, Uri address, params KeyValuePair<string, string>[] settings) =>
        new(type, address, [new("auth_token", Token)], settings: settings);

    public static string Login(string user, long first, long last, int count = 1) =>
        $$"""{"user_id":"{{user}}", "username":"ann","date_first":{{first}},"date_last":{{last}},"count":{{count}},"ip":"198.51.100.7","user_agent":"SlackWeb\/1.0","isp":"BigCo","country":null}""";

    public static string Integration(long date, string app = "A0123") =>
        $$"""{"app_id":"{{app}}","app_type":"Johnny App","user_id":"U2345BCDE","user_name":"Billy","date":"{{date}}","change_type":"added","scope":"chat:write:user,channels:read"}""";

    /// <param name="rest">What comes behind the entries, from the comma on.</param>
    public static Func<HttpContext, Task> Page(string list, IEnumerable<string> entries, string rest = "") =>
        ScriptedVendor.Json(new StringBuilder($$"""{"ok":true,"{{list}}":[""").AppendJoin(", ", entries).Append(']').Append(rest).Append('}').ToString());

    public static string NextCursor(string cursor) => $$""","response_metadata":{"next_cursor":"{{cursor}}"}""";

    public static string Paging(int page, int pages) => $$""","paging":{"count":1000,"total":{{pages * 1000}},"page":{{page}},"pages":{{pages}}}""";

    public static Func<HttpContext, Task> No(string error) => ScriptedVendor.Json($$"""{"ok":false,"error":"{{error}}"}""");
}
