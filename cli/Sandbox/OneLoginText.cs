using System.Globalization;
using System.Text.Unicode;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>OneLogin's events. https://developers.onelogin.com/api-docs/1/events/event-resource</summary>
internal static class OneLoginText
{
    private const long FirstId = 1_234_567_890_123;

    private const string Notes = """ "Caf\u00e9 \/ desk\t1" """;

    private static readonly string[] Names = ["Ann Lee", "Zoë Ångström", @"Bob O\u0027Neil", "李小龍", @"svc-\""sync\""", "Dvořák", "🦆"];
    private static readonly int[] Types = [5, 6, 8, 13, 22, 36, 149];

    public static int Event(int i, DateTimeOffset time, Span<byte> text) => Utf8.TryWrite(
        text,
        CultureInfo.InvariantCulture,
        $$"""
        {"id":{{FirstId + i}},"created_at":"{{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","account_id":555555,
        "user_id":{{100_000_000 + (i % 997)}},"event_type_id" : {{Types[i % Types.Length]}},
        "notes":{{(i % 5 == 0 ? Notes : "null")}},
        "ipaddr":"198.51.100.{{i % 254}}","actor_user_id":{{100_000_000 + (i % 97)}},"assuming_acting_user_id":null,"role_id":null,
        "app_id":{{(i % 3 == 0 ? "null" : "123456")}},"group_id":null,"otp_device_id":null,"policy_id":null,"actor_system":"",
        "custom_message":null,"role_name":null,"app_name":"VPN: C:\\Program Files\\Gate (\u2013)","group_name":null,
        "actor_user_name":"{{Names[i % Names.Length]}}","user_name":"user{{i % 997}}@example.com","policy_name":null,
        "otp_device_name":null,"operation_name":null,"directory_sync_run_id":null,"directory_id":null,"resolution":null,
        "client_id":null,"resource_type_id":null,"error_description":null,"proxy_ip":"203.0.113.{{i % 254}}",
        "risk_score":{{i % 101}}.0,"risk_reasons":"Low \"trust\", new IP","risk_cookie_id":null,"browser_fingerprint":null,
        "x_unknown":[ {"sequence":12345678901234567890,"ratio":1E-7}, [ ], null ] }
        """,
        out var length) ? length : throw new InvalidOperationException("The event is too long.");
}
