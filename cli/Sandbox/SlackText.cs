using System.Globalization;
using System.Text.Unicode;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>The events of Slack's logs. https://docs.slack.dev/reference/methods/team.accessLogs and those that follow there.</summary>
internal static class SlackText
{
    private const string Agent = @"Mozilla\/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit\/537.36";

    private static readonly string[] Names = ["ann", "Zoë Ångström", @"bob.o\u0027neil", "李小龍", @"\""the\"" admin", "dvořák", "🦆"];
    private static readonly string[] Changes = ["added", "removed", "enabled", "disabled", "expanded", "updated"];
    private static readonly string[] Actions = ["user_login", "file_downloaded", "app_installed", "role_change_to_admin"];

    /// <param name="first">When this user, address and client were first seen.</param>
    /// <param name="last">When they were last seen.</param>
    /// <param name="count">How often they were seen.</param>
    public static int Access(int i, DateTimeOffset first, DateTimeOffset last, int count, Span<byte> text) => Utf8.TryWrite(
        text,
        CultureInfo.InvariantCulture,
        $$"""
        {"user_id":"U{{i:X8}}", "username":"{{Names[i % Names.Length]}}",
        "date_first":{{first.ToUnixTimeSeconds()}},"date_last" : {{last.ToUnixTimeSeconds()}},"count":{{count}},
        "ip":{{(i % 11 == 5 ? "null" : i % 2 == 0 ? $"\"198.51.100.{i % 254}\"" : $"\"2001:db8::{i % 9999:x}\"")}},
        "user_agent":"{{(i % 13 == 7 ? "" : $"{Agent} Slack_SSB\\/4.{i % 50}.0")}}",
        "isp":"Telef\u00f3nica \"M\u00f3vil\"","country":{{(i % 5 == 3 ? "null" : "\"US\"")}},"region":null,
        "x_score":1.0,"x_serial":12345678901234567890,"x_hops":[ "münchen" , 7, [ ], {"n":1E-7} ] }
        """,
        out var length) ? length : throw new InvalidOperationException("The event is too long.");

    public static int Integration(int i, DateTimeOffset time, Span<byte> text) => Utf8.TryWrite(
        text,
        CultureInfo.InvariantCulture,
        $$"""
        {{{(i % 3 == 0 ? Service(i) : App(i))}}
        "user_id":"U{{i % 97:X8}}","user_name":"{{Names[i % Names.Length]}}",{{(i % 4 == 1 ? "" : "\"channel\":\"C0123456789\",")}}
        "date":"{{time.ToUnixTimeSeconds()}}","change_type":"{{Changes[i % Changes.Length]}}",
        {{(i % 6 == 3 ? "\"reason\":\"rate_limits\"," : "")}}
        "scope":"chat:write:user,channels:read,incoming-webhook",
        "x_note":"Z\u00fcrich – C:\\Program Files\t🦆","x_ratio":1.0,"x_serial":12345678901234567890,"x_old":{ "scopes" : [ ], "by":null } }
        """,
        out var length) ? length : throw new InvalidOperationException("The event is too long.");

    public static int Audit(int i, DateTimeOffset time, Span<byte> text) => Utf8.TryWrite(
        text,
        CultureInfo.InvariantCulture,
        $$"""
        {"id":"0123a45b-6c7d-8900-e12f-{{i:x12}}","date_create":{{time.ToUnixTimeSeconds()}},
        "action":"{{Actions[i % Actions.Length]}}",
        "actor":{"type":"user","user":{"id":"W{{i % 997:X8}}","name":"{{Names[i % Names.Length]}}",
        "email":"user{{i % 997}}@example.com","team":"T0SANDBOX"} },
        "entity":{"type":"file","file":{"id":"F{{i:X8}}","name":"Q{{i % 4 + 1}} \/ caf\u00e9 \"plan\".pdf","filetype":"application\/pdf",
        "title":""} },
        "context":{"location":{"type":"enterprise","id":"E0SANDBOX","name":"Acme – Süd","domain":"acme"},
        "ua":"{{Agent}}","session_id" : 12345678901234567890,"ip_address":"198.51.100.{{i % 254}}"},
        "details":{"type":null,"new_value":{"ratio":1.0,"tags":[ [ ], "ß" ]},"previous_value":[2.50, 1E+3],"is_workflow":false } }
        """,
        out var length) ? length : throw new InvalidOperationException("The event is too long.");

    private static string Service(int i) => $$"""
        "service_id":{{i + 1234567890}},
        "service_type":"Google Calendar",
        """;

    private static string App(int i) => $$"""
        "app_id":"A{{i:X10}}",
        "app_type" : "Büro \"Bot\" \/ {{i}}",
        """;
}
