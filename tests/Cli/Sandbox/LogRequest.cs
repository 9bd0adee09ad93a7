using System.Text;
using System.Text.Json;
using StreamAlert.Apps.Cli.Sandbox;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

/// <summary>The requests that a collector makes, and how it reads what comes back.</summary>
public static class LogRequest
{
    public const string Authentication = "/admin/v2/logs/authentication";
    public const string Activity = "/admin/v2/logs/activity";
    public const string Telephony = "/admin/v2/logs/telephony";
    public const string Administrator = "/admin/v1/logs/administrator";
    public const string OfflineEnrollment = "/admin/v1/logs/offline_enrollment";

    public static SandboxLog LogAt(this SandboxServer server, string path) => path switch
    {
        Authentication => server.Log("duo_auth"),
        Activity => server.Log("duo_activity"),
        Telephony => server.Log("duo_telephony"),
        Administrator => server.Log("duo_admin"),
        _ => server.Log("duo_offline_enrollment"),
    };

    /// <summary>The query of the events from one to another, both included.</summary>
    public static string Window(this SandboxLog log, int from, int to, int limit = 1000, string sort = "asc", string offset = "") =>
        $"limit={limit}&maxtime={Milliseconds(log, to) + (from == to ? 1 : 0)}&mintime={Milliseconds(log, from)}{offset}&sort=ts%3A{sort}";

    public static string Whole(this SandboxLog log, int limit = 1000, string sort = "asc", string offset = "") =>
        log.Window(0, log.Count - 1, limit, sort, offset);

    public static IEnumerable<string> EventsOf(this SandboxLog log, IEnumerable<int> numbers) =>
        numbers.Select(i => Encoding.UTF8.GetString(log.Event(i)));

    /// <summary>The events of a page, each as the text it has there.</summary>
    public static IEnumerable<string> Events(JsonElement page)
    {
        var response = page.GetProperty("response");
        var events = response.ValueKind == JsonValueKind.Array ? response
            : response.TryGetProperty("authlogs", out var logs) ? logs : response.GetProperty("items");
        return events.EnumerateArray().Select(log => log.GetRawText());
    }

    public static JsonElement Metadata(JsonElement page) => page.GetProperty("response").GetProperty("metadata");

    /// <summary>The query's part for the page after this one, or null at the end.</summary>
    public static string? NextOffset(JsonElement page) =>
        Metadata(page).TryGetProperty("next_offset", out var next) && next.ValueKind != JsonValueKind.Null
            ? next.ValueKind == JsonValueKind.Array
                ? string.Concat(next.EnumerateArray().Select(part => $"&next_offset={part.GetString()}"))
                : $"&next_offset={Uri.EscapeDataString(next.GetString()!)}"
            : null;

    private static long Milliseconds(SandboxLog log, int i) => log.TimeOf(i).ToUnixTimeMilliseconds();
}
