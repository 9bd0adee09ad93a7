using System.Globalization;
using System.Text.Unicode;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>The events of the logs that have ids. https://duo.com/docs/adminapi#logs</summary>
internal static class DuoV2Text
{
    private const string Groups = """["Engineering (\"core\")","Z\u00fcrich – Büro",  "" ]""";

    private static readonly string[] Names = ["ann", "Zoë Ångström", @"bob.o\u0027neil", "李小龍", @"svc-\""backup\""", "dvořák", "🦆"];
    private static readonly string[] Factors = ["duo_push", "phone_call", "passcode", "webauthn_security_key", "remembered_device"];
    private static readonly string[] Actions = ["user_update", "admin_login", "group_create", "integration_delete", "policy_update"];

    public static int Authentication(int i, DateTimeOffset time, Span<byte> text) => Utf8.TryWrite(
        text,
        CultureInfo.InvariantCulture,
        $$"""
        {"txid":"{{DuoEventId.Of(DuoLogKind.Authentication, i)}}","timestamp":{{time.ToUnixTimeSeconds()}},
        "isotimestamp":"{{time:yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'}}",
        "event_type":"authentication","factor":"{{Factors[i % Factors.Length]}}","result":"{{(i % 11 == 3 ? "denied" : "success")}}",
        "reason":"{{(i % 11 == 3 ? "user_marked_fraud" : "user_approved")}}",
        "user":{"name":"{{Names[i % Names.Length]}}","key":"DU{{i % 997:D18}}","groups":{{Groups}}},
        "access_device":{"ip":"198.51.100.{{i % 254}}","port" : null,"hostname":"host-{{i % 331}}.example.com",
        "location":{"city":"S\u00e3o Paulo","country":"Brazil","lat":-23.5505200,"lon":-46.633308,"precision":1.0},
        "os":"Mac OS X","os_version":"15.{{i % 9}}.0","browser":"Chrome","browser_version":"140.0.7339.{{i % 200}}",
        "security_agents":[ ],"is_encryption_enabled":true,"is_firewall_enabled":"unknown"},
        "auth_device":{"name":"+1 555 0100 \/ desk","ip":"203.0.113.{{i % 254}}","key":"DP{{i % 499:D18}}","location":{ } },
        "application":{"key":"DIAPP0000000000000{{i % 90 + 10}}","name":"VPN: C:\\Program Files\\Gate\t(\u2013)"},
        "adaptive_trust_assessments":{"more_secure_auth":{"features_version":"3.0","policy_enabled":false,
        "trust_level":"NORMAL","score":1E-7} },
        "x_unknown":[ {"sequence":12345678901234567890,"ratio":1.0}, [ ], [[1, 2.50], null ] ],"ood_software":null,
        "email":"user{{i % 997}}@example.com","alias":"","trusted_endpoint_status":"not trusted" }
        """,
        out var length) ? length : throw new InvalidOperationException("The event is too long.");

    public static int Activity(int i, DateTimeOffset time, Span<byte> text) => Utf8.TryWrite(
        text,
        CultureInfo.InvariantCulture,
        $$"""
        {"activity_id":"{{DuoEventId.Of(DuoLogKind.Activity, i)}}",
        "ts":"{{time:yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'}}","action":{"name":"{{Actions[i % Actions.Length]}}",
        "details":"{\"reason\": \"caf\u00e9 {{i}}\", \"old\": [1.0, null]}"},
        "actor":{"name":"{{Names[i % Names.Length]}}","key":"DE{{i % 97:D18}}","type":"admin","details":null},
        "target":{"type":"user","key":"DU{{i % 997:D18}}","name":"user{{i % 997}}@example.com","details" : { "groups" : [ ] } },
        "access_device":{"ip":{"address":"198.51.100.{{i % 254}}"},"browser":"Firefox","browser_version":"143.0",
        "os":"Windows","os_version":"11","location":{"city":"Ōsaka","state":"","country":"Japan","lat":34.69370,"lon":135.50218} },
        "akey":"DA{{i % 13:D18}}","application":{"key":"DIAPP0000000000000{{i % 90 + 10}}","name":"Admin \"Panel\"","type":"adminapi"},
        "old_value":12345678901234567890,"new_value":1.0,"outcome":{"result":"SUCCESS","x_steps":[ [ ], {"n":0.10}, "\\\/" ]},
        "x_note":"Everything that was changed here was changed on purpose; nobody but a person reads this – neither does 'Zoë'." }
        """,
        out var length) ? length : throw new InvalidOperationException("The event is too long.");

    public static int Telephony(int i, DateTimeOffset time, Span<byte> text) => Utf8.TryWrite(
        text,
        CultureInfo.InvariantCulture,
        $$"""
        {"telephony_id":"{{DuoEventId.Of(DuoLogKind.Telephony, i)}}",
        "ts":"{{time:yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'}}","type":"{{(i % 2 == 0 ? "sms" : "phone")}}",
        "context":"{{(i % 3 == 0 ? "enrollment" : "authentication")}}","phone":"+1555{{i % 10_000_000:D7}}","credits" : {{i % 4 + 1}},
        "txid":"5bea1c1e-682c-4f1d-b3f0-{{i:x12}}",
        "x_cost":1.0,"x_route":{"carrier":"Telef\u00f3nica \"M\u00f3vil\"","hops":[ "münchen" , 7, [ ] ]},
        "x_serial":12345678901234567890 }
        """,
        out var length) ? length : throw new InvalidOperationException("The event is too long.");
}
