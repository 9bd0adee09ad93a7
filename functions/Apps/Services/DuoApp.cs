using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>Logs of Duo's Admin API: https://duo.com/docs/adminapi#logs</summary>
public abstract partial class DuoApp(string type, string log, string description) : AppIntegration
{
    protected const int MostPerPage = 1000;
    private const int BadTimestamp = 40105;
    private static readonly TimeSpan SkewThatDuoMinds = TimeSpan.FromMinutes(4);

    public override string Service => "duo";

    public override string Type => type;

    public override string Log => log;

    public override string Description => description;

    public override IReadOnlyList<AuthField> RequiredAuthInfo =>
    [
        new("api_hostname", "the API hostname of your Duo Admin API application", Hostname)
        { Example = "api-abcdef12.duosecurity.com", IsPublic = true },
        new("integration_key", "the integration key of your Duo Admin API application, which must have 'Grant read log'", IntegrationKey)
        { Example = "DIABCDEFGHIJKLMN1234", IsPublic = true },
        new("secret_key", "the secret key of your Duo Admin API application: 40 letters and digits", SecretKey),
    ];

    // Duo lists nothing younger than two minutes.
    public override TimeSpan Holdback => TimeSpan.FromMinutes(2);

    public override TimeSpan Overlap => TimeSpan.FromMinutes(2);

    // Duo promises no limit; half an hour is far beyond any delay that was reported.
    public override TimeSpan Lateness => TimeSpan.FromMinutes(30);

    public override TimeSpan? History => TimeSpan.FromDays(180);

    // Two requests a minute: https://duo.com/docs/adminapi asks for about one a minute and log, and answers 429 to what is much faster.
    public override TimeSpan SleepBeforeRequest(int request) => request > 1 && request % 2 == 1 ? TimeSpan.FromMinutes(1) : TimeSpan.Zero;

    // Signed anew for each attempt, since the date is signed with it. Duo wants its own host in the signature, whatever stands in for it.
    public override ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken)
    {
        var date = session.Clock.GetUtcNow().ToString("ddd, dd MMM yyyy HH:mm:ss '-0000'", CultureInfo.InvariantCulture);
        var url = request.RequestUri!;
        var signed = StringToSign(
            date, request.Method.Method, session.Auth["api_hostname"], url.AbsolutePath, url.Query.TrimStart('?'));
        var key = Encoding.UTF8.GetBytes(session.Auth["secret_key"]);
        var signature = Convert.ToHexStringLower(HMACSHA512.HashData(key, Encoding.UTF8.GetBytes(signed)));
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{session.Auth["integration_key"]}:{signature}"));
        request.Headers.Remove("Date");
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Date", date);
        request.Headers.TryAddWithoutValidation("Authorization", $"Basic {basic}");
        return ValueTask.CompletedTask;
    }

    public override AppException? Explain(Answer refusal, Session session)
    {
        var app = session.Source.App;
        var code = Code(refusal);
        var ahead = refusal.Date is { } date ? session.Clock.GetUtcNow() - date : TimeSpan.Zero;
        return refusal.Status switch
        {
            HttpStatusCode.Unauthorized when code == BadTimestamp || ahead.Duration() > SkewThatDuoMinds => AppException.Misconfigured(
                $"'{app}': Duo refused the request's date: {Skew(ahead)}; set the clock (NTP), then run again"),
            HttpStatusCode.Unauthorized => AppException.AuthFailed(
                $"'{app}': Duo refused the credentials ({Meaning(code)}): check api_hostname, integration_key and secret_key, "
                + $"then run: {session.Source.UpdateAuth}"),
            HttpStatusCode.Forbidden => AppException.AuthFailed(
                $"'{app}': Duo knows the credentials but does not let them read this log: "
                + "give the Admin API application 'Grant read log', and allow this machine's address in its settings"),
            _ => null,
        };
    }

    /// <summary>Duo's canonical parameters: https://duo.com/docs/adminapi#authentication</summary>
    public static string CanonicalParameters(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join('&', parameters
        .Select(pair => (Key: Uri.EscapeDataString(pair.Key), Value: Uri.EscapeDataString(pair.Value)))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>What is signed, as five lines.</summary>
    public static string StringToSign(string date, string method, string host, string path, string canonicalParameters) =>
        string.Join('\n', date, method.ToUpperInvariant(), host.ToLowerInvariant(), path, canonicalParameters);

    protected static Uri Url(Session session, string path, params IEnumerable<KeyValuePair<string, string>> parameters) =>
        session.Url(session.Auth["api_hostname"], $"{path}?{CanonicalParameters(parameters)}");

    private static string Skew(TimeSpan ahead) => ahead.Duration() < TimeSpan.FromMinutes(1)
        ? "this machine's clock is off"
        : $"this machine's clock is {ahead.Duration().TotalMinutes:0} minutes {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} Duo's";

    private static string Meaning(int code) => code switch
    {
        40101 => "40101, missing credentials",
        40102 => "40102, unknown integration key",
        40103 => "40103, wrong secret key or API hostname",
        0 => "401",
        _ => code.ToString(CultureInfo.InvariantCulture),
    };

    private static int Code(Answer refusal)
    {
        try
        {
            using var body = JsonDocument.Parse(refusal.Body);
            return body.RootElement.TryGetProperty("code", out var code) && code.TryGetInt32(out var number) ? number : 0;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return 0;
        }
    }

    // Commercial and federal (FedRAMP) hosts: https://duo.com/docs/duo-federal-guide
    [GeneratedRegex(@"^api-[a-f0-9]{8}\.(duosecurity|duofederal)\.com\z")]
    private static partial Regex Hostname { get; }

    [GeneratedRegex(@"^DI[A-Z0-9]{18}\z")]
    private static partial Regex IntegrationKey { get; }

    [GeneratedRegex(@"^[a-zA-Z0-9]{40}\z")]
    private static partial Regex SecretKey { get; }
}
