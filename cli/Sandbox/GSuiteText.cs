using System.Globalization;
using System.Text.Unicode;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>The activities of an application: https://developers.google.com/admin-sdk/reports/reference/rest/v1/activities</summary>
internal static class GSuiteText
{
    private const ulong Scatter = 0x9E37_79B9_7F4A_7C15;

    private static readonly string[] Users = ["ann", "zoë", @"bob.o\u0027neil", "dvořák", @"svc-\""backup\""", "李小龍", "🦆"];

    public static EventWriter Of(string application) => (i, time, text) => Write(application, i, time, text);

    private static int Write(string application, int i, DateTimeOffset time, Span<byte> text)
    {
        var (type, name) = EventOf(application, i);
        return Utf8.TryWrite(
            text,
            CultureInfo.InvariantCulture,
            $$"""
            {"kind":"admin#reports#activity","id":{"time":"{{time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}",
            "uniqueQualifier" : "{{unchecked((long)((ulong)(i + 1) * Scatter))}}","applicationName":"{{application}}",
            "customerId":"C0sandbox"},
            "etag":"\"kP9\/x{{i:x8}}-\u00e9\"","actor":{"callerType":"USER","email":"{{Users[i % Users.Length]}}@example.com",
            "profileId":"{{100_000_000_000_000_000_000m + (i % 997)}}"},"ownerDomain":"example.com",
            "ipAddress":"{{(i % 5 == 4 ? "2001:db8::" : "198.51.100.")}}{{i % 254}}",
            "events":[ {"type":"{{type}}","name":"{{name}}","parameters":[
            {"name":"is_suspicious","boolValue":{{(i % 13 == 7 ? "true" : "false")}} },
            {"name":"doc_title","value":"Plan \"B\": caf\u00e9 \/ M\u00fcnchen – C:\\Temp\t"},
            {"name":"login_challenge_method","multiValue":[ "password" , "idv_any_phone", "" ]},
            {"name":"timestamp","intValue":"{{time.Ticks}}"},
            {"name":"x_ratio","x_numbers":[1.0, 2.50, 1E-7, 12345678901234567890, [ ], null]},
            {"name":"user_agent","value":"Mozilla\/5.0 (Windows NT 10.0; Win64; x64) Chrome\/14{{i % 9}}.0.0.0"}]},
            {"type":"x_second","name":"{{name}}"}],
            "networkInfo":{"ipAsn":[ 64496 ],"regionCode":"BR","subdivisionCode":"BR-SP"},"x_unknown":{ } }
            """,
            out var length) ? length : throw new InvalidOperationException("The event is too long.");
    }

    private static (string Type, string Name) EventOf(string application, int i)
    {
        (string, string)[] events = application switch
        {
            "login" => [("login", "login_success"), ("login", "login_failure"), ("login", "logout"), ("2sv_change", "2sv_enroll")],
            "drive" => [("access", "view"), ("access", "edit"), ("acl_change", "change_user_access"), ("access", "download")],
            "admin" => [("USER_SETTINGS", "CREATE_USER"), ("USER_SETTINGS", "CHANGE_PASSWORD"), ("GROUP_SETTINGS", "ADD_GROUP_MEMBER")],
            "token" => [("auth", "authorize"), ("auth", "revoke"), ("auth", "activity")],
            "calendar" => [("event_change", "create_event"), ("calendar_change", "change_calendar_acls"), ("event_change", "delete_event")],
            _ => [(application, $"{application}_viewed"), (application, $"{application}_changed")],
        };
        return events[i % events.Length];
    }
}
