using System.Globalization;
using System.Text.Unicode;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What Intercom's admins did. https://developers.intercom.com/docs/references/rest-api/api.intercom.io/admins/activity_log
/// </summary>
internal static class IntercomText
{
    private static readonly string[] Names = ["ann", "Zoë Ångström", @"bob.o\u0027neil", "李小龍", @"svc-\""backup\""", "dvořák", "🦆"];
    private static readonly string[] Types =
        ["message_state_change", "admin_login_success", "admin_permission_change", "app_name_change", "admin_away_mode_change"];

    public static int Activity(int i, DateTimeOffset time, Span<byte> text) => Utf8.TryWrite(
        text,
        CultureInfo.InvariantCulture,
        $$"""
        {"id":"f7cf4eb1-9b3d-4c1f-8e52-{{i:x12}}",
        "performed_by":{"type":"admin","id":"{{991_267 + (i % 97)}}","email":"b\u00f6b{{i % 97}}@example.com",
        "ip" : "198.51.100.{{i % 254}}"},
        "metadata":{"message":{"id":{{i % 499}},"title":"Caf\u00e9 \/ \"{{Names[i % Names.Length]}}\""},"before":"draft","after":"live",
        "sequence":12345678901234567890,"ratio":1.0,"steps":[ [ ], {"n":0.10}, null ],"reason":"C:\\Temp\t{{i}}" },
        "created_at":{{time.ToUnixTimeSeconds()}},"activity_type":"{{Types[i % Types.Length]}}",
        "activity_description":"{{Names[i % Names.Length]}} changed your salt&vinegar message – from before to after.",
        "x_unknown":{ }, "x_score":1E-7}
        """,
        out var length) ? length : throw new InvalidOperationException("The event is too long.");
}
