using System.Globalization;
using System.Text.Unicode;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// The events of the older logs, which have no ids: only what they say tells them apart.
/// https://duo.com/docs/adminapi#administrator-logs
/// </summary>
internal static class DuoV1Text
{
    private const string Agent = @"DuoCredProv\/4.1.0";

    private static readonly string[] Names = ["Ann Smith", "Zoë Ångström", @"Bob O\u0027Neil", "李小龍", @"Backup \""nightly\""", "Dvořák"];
    private static readonly string[] Actions = ["user_update", "admin_login", "group_create", "integration_delete", "policy_update"];

    public static int Administrator(int i, DateTimeOffset time, Span<byte> text) => Utf8.TryWrite(
        text,
        CultureInfo.InvariantCulture,
        $$"""
        {"username":"{{Names[i % Names.Length]}}","action":"{{Actions[i % Actions.Length]}}","object":"user{{i % 997}}@example.com",
        "timestamp":{{time.ToUnixTimeSeconds()}},"isotimestamp":"{{time:yyyy-MM-dd'T'HH:mm:ss'+00:00'}}",
        "description":"{\"realname\": \"J\u00f6rg {{i}}\", \"status\": \"Active\", \"notes\": \"C:\\\\Users\\\\j\u00f6rg \/ ü\"}",
        "x_change":{"before" : { "limit":1.0,"quota":12345678901234567890,"tags":[ ] },
        "after":{"limit":2.50,"quota":1E+3,"tags":["a", "ß", [ ] ]} },
        "x_session":{"ip":"198.51.100.{{i % 254}}","agent":"Mozilla\/5.0 (Windows NT 10.0; Win64; x64) Gecko\/20100101 Firefox\/143.0",
        "location":{"city":"K\u00f8benhavn","country":"Denmark","lat":55.6761000,"lon":12.568337,"precision":1.0},
        "trusted":true,"factors":["duo_push","passcode",  "" ],"previous":null,"step_up":{ } },
        "x_context":{"application":"Admin Panel","department":"IT \u2013 Süd \"core\"",
        "ticket":"CHG-{{i:D9}}","approved_by":[ {"name":"Zoë","weight":0.10} ],
        "comment":"Changed on purpose, within the hours that are meant for changes; nobody but a person reads this – if at all." } }
        """,
        out var length) ? length : throw new InvalidOperationException("The event is too long.");

    public static int OfflineEnrollment(int i, DateTimeOffset time, Span<byte> text) => Utf8.TryWrite(
        text,
        CultureInfo.InvariantCulture,
        $$"""
        {"action":"o2fa_user_{{(i % 3 == 0 ? "reenrolled" : "provisioned")}}",
        "description":"{\"user_agent\": \"{{Agent}}.{{i}} (Windows)\", \"hostname\": \"WKST-{{i % 331}}\", \"factor\": \"duo_otp\"}",
        "isotimestamp":"{{time:yyyy-MM-dd'T'HH:mm:ss'+00:00'}}","object":"Acme \"Laptop\" – Zürich",
        "timestamp" : {{time.ToUnixTimeSeconds()}},
        "username":"{{Names[i % Names.Length]}}","x_counter":12345678901234567890,"x_ratio":1.0,"x_tags":[ [ ], {"k\u00e9y":null} ] }
        """,
        out var length) ? length : throw new InvalidOperationException("The event is too long.");
}
