using System.Globalization;
using System.Text.Unicode;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// The events of ActionTrail: https://www.alibabacloud.com/help/en/actiontrail/user-guide/actiontrail-event-reference
/// </summary>
internal static class AliyunText
{
    private const uint Scatter = 2_654_435_761;

    private static readonly string[] Users = ["ann", "zoë", @"bob.o\u0027neil", "dvořák", @"svc-\""backup\""", "李小龍", "🦆"];
    private static readonly (string Service, string Name)[] Calls =
    [
        ("Ecs", "DescribeInstances"), ("Ram", "CreateAccessKey"), ("AasSub", "ConsoleSignin"), ("Oss", "PutBucketAcl"),
        ("Sts", "AssumeRole"),
    ];

    public static int Write(int i, DateTimeOffset time, Span<byte> text)
    {
        var (service, name) = Calls[i % Calls.Length];
        return Utf8.TryWrite(
            text,
            CultureInfo.InvariantCulture,
            $$"""
            {"eventId":"{{(uint)i * Scatter:X8}}-1E51-4F1D-B3F0-{{i:X12}}","eventVersion":"1",
            "eventTime":"{{time:yyyy-MM-dd'T'HH:mm:ss'Z'}}",
            "eventType":"{{(service == "AasSub" ? "ConsoleSignin" : "ApiCall")}}","eventName":"{{name}}",
            "eventRW" : "{{(i % 3 == 0 ? "Write" : "Read")}}",
            "eventSource":"{{service}}.aliyuncs.com","serviceName":"{{service}}","acsRegion":"cn-hangzhou","isGlobal":false,
            "sourceIpAddress":"198.51.100.{{i % 254}}",
            "userAgent":"AlibabaCloud (linux; amd64) Java\/1.8.0 \"core\"\t– M\u00fcnchen C:\\x",
            "requestId":"FD79665A-CE8B-49D4-82E6-{{i:X12}}","errorCode":"","requestParameters":{
            "PageSize":1.0,"Limit":12345678901234567890,
            "InstanceIds":"[\"i-bp1{{i % 997}}\", null]","Ratio":2.50,"Tags":[ ], "ClientToken" : null },
            "additionalEventData":{"Scheme":"https","mfaChecked":"{{(i % 2 == 0 ? "true" : "false")}}",
            "CallbackUrl":"https:\/\/home.console.aliyun.com\/"},
            "userIdentity":{"type":"ram-user","principalId":"2{{i % 97:D17}}","accountId":"1424379586387161",
            "userName":"{{Users[i % Users.Length]}}",
            "accessKeyId":"LTAI5tSandboxUser{{i % 997:D7}}","sessionContext":{"attributes":{"mfaAuthenticated":"false","x_score":1E-7} } },
            "referencedResources":{"ACS::ECS::Instance":[ "i-bp1{{i % 997}}" , "" ]},"x_unknown":[[1, 2.50], { }, null ] }
            """,
            out var length) ? length : throw new InvalidOperationException("The event is too long.");
    }
}
