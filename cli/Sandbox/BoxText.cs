using System.Globalization;
using System.Text.Unicode;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>An enterprise event: https://developer.box.com/reference/resources/event</summary>
internal static class BoxText
{
    private const ulong Scatter = 0x9E3779B97F4A7C15;

    private static readonly TimeSpan Pacific = TimeSpan.FromHours(-7);
    private static readonly string[] Types = ["LOGIN", "UPLOAD", "DOWNLOAD", "PREVIEW", "SHARE", "COLLABORATION_INVITE", "ADMIN_LOGIN"];
    private static readonly string[] Names = ["Ann Lee", "Zoë Ångström", @"Bob O\u0027Neil", "李小龍", @"svc \""backup\""", "Dvořák", "🦆"];
    private static readonly string[] Details =
    [
        "null",
        """{"size":12345678901234567890,"ekm_id":"8a3f","version_id":"1.0","service_id":"1","service_name":"Box Sync for Mac \/ PC"}""",
        """{"access_token_identifier":"","shield_alert":{"rule_category":"Anomalous Download","priority":"high","risk_score":77.50} }""",
    ];

    public static int Event(int i, DateTimeOffset time, Span<byte> text) => Utf8.TryWrite(
        text,
        CultureInfo.InvariantCulture,
        $$"""
        {"source":{{(i % 5 == 4 ? "null" : Source)}},
        "created_by":{"type":"user","id":"{{(i % 19 == 7 ? 2 : 222_000 + (i % 997))}}","name":"{{Names[i % Names.Length]}}",
        "login":"user{{i % 997}}@example.com"},"action_by":null,
        "created_at":"{{time.ToOffset(Pacific):yyyy-MM-dd'T'HH:mm:sszzz}}",
        "recorded_at" : "{{time.AddSeconds(2):yyyy-MM-dd'T'HH:mm:ss'Z'}}",
        "event_id":"{{(ulong)(i + 1) * Scatter:x16}}{{i:x8}}{{~((ulong)i * Scatter):x16}}",
        "event_type":"{{Types[i % Types.Length]}}","ip_address":"198.51.100.{{i % 254}}","type":"event","session_id":null,
        "additional_details":{{Details[i % Details.Length]}},
        "x_unknown":[ {"sequence":18446744073709551615,"ratio":1.0}, [ ], [[1, 2.50], null ], 1E-7 ] }
        """,
        out var length) ? length : throw new InvalidOperationException("The event is too long.");

    private const string Source =
        """
        {"item_type":"file","item_id":"810000000042","item_name":"Q3 \u2013 Zürich \"final\".xlsx",
        "classification":"Confidential","parent":{"type":"folder","name":"C:\\Teams\tBerlin","id":"0"},
        "owned_by" : {"type":"user","id":"222000","name":"Ann Lee","login":"user0@example.com"} }
        """;
}
