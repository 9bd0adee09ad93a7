using System.Globalization;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Cli.Sandbox;

namespace StreamAlert.Apps.Tests.Cli;

/// <summary>A folder with a configuration, in which the program is run; it goes with the test.</summary>
public sealed class Workplace : IDisposable
{
    public const string Secret = DuoCredentials.SecretKey;

    public static readonly string Auth = AuthWith(Secret);

    public Workplace()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "conf", "clusters"));
        Directory.CreateDirectory(Path.Combine(Folder, "tmp"));
        Write("conf/global.json", """{"account": {"prefix": "streamalert"}}""");
        Write("conf/clusters/prod.json", """{"id": "prod", "modules": {"streamalert_apps": {}}}""");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("apps-cli-").FullName;

    public string Data => Path.Combine(Folder, ".apps");

    public string Events => Path.Combine(Data, "events", "streamalert_prod_duo_auth_duo_app.jsonl");

    public string StateFile => Path.Combine(Data, "state", "streamalert_prod_duo_auth_duo_app_state");

    public string SecretFile => Path.Combine(Data, "secrets", "streamalert_prod_duo_auth_duo_app_auth");

    public JsonNode State => JsonNode.Parse(File.ReadAllText(StateFile))!;

    public static string AuthWith(string secret) => new JsonObject
    {
        ["api_hostname"] = DuoCredentials.ApiHostname,
        ["integration_key"] = DuoCredentials.IntegrationKey,
        ["secret_key"] = secret,
    }.ToJsonString();

    public Task<CommandRun> StartAsync(params string[] arguments) => StartAsync(arguments, "");

    public Task<CommandRun> StartAsync(string[] arguments, string input, bool isOutputRead = true) => CommandRun.StartAsync(
        Folder, arguments, input, new Dictionary<string, string> { ["TMPDIR"] = Path.Combine(Folder, "tmp") }, isOutputRead);

    public Task<CommandResult> RunAsync(params string[] arguments) => RunAsync(arguments, "");

    public async Task<CommandResult> RunAsync(string[] arguments, string input)
    {
        await using var run = await StartAsync(arguments, input);
        return await run.EndAsync();
    }

    /// <summary>Collects the app that <see cref="AddAsync"/> added.</summary>
    public Task<CommandResult> CollectAsync(params string[] more) => RunAsync(["run", "--cluster", "prod", "--name", "duo", .. more]);

    public Task<CommandRun> StartCollectingAsync(params string[] more) => StartAsync(["run", "--cluster", "prod", "--name", "duo", .. more]);

    /// <summary>Configures the app 'duo', which reads a sandbox from its first event on, with the command that is there for it.</summary>
    public async Task AddAsync(SandboxServer sandbox, string? auth = null, int timeout = 80) =>
        (await RunAsync(NewArguments(sandbox.Address.GetLeftPart(UriPartial.Authority), timeout, sandbox.Log("duo_auth")), auth ?? Auth)).AssertExit(0);

    /// <summary>Changes the entry of the app 'duo'.</summary>
    public void Change(Action<JsonObject> change)
    {
        var path = Path.Combine(Folder, "conf/clusters/prod.json");
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        change(root["modules"]!["streamalert_apps"]!["streamalert_prod_duo_auth_duo_app"]!.AsObject());
        File.WriteAllText(path, root.ToJsonString());
    }

    public void Write(string path, string text) => File.WriteAllText(Path.Combine(Folder, path), text);

    /// <summary>Every file with its content, but for the locks: what a command that failed must leave as it was.</summary>
    public IReadOnlyDictionary<string, string> Snapshot() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        .Where(path => !path.EndsWith(".lock", StringComparison.Ordinal))
        .ToDictionary(path => Path.GetRelativePath(Folder, path), File.ReadAllText);

    public static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(path);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string[] NewArguments(string baseUrl, int timeout, SandboxLog log) =>
    [
        "new", "--target", "local", "--type", "duo_auth", "--cluster", "prod", "--name", "duo", "--interval", "rate(1 hour)",
        "--timeout", timeout.ToString(CultureInfo.InvariantCulture), "--base-url", baseUrl,
        "--since", log.TimeOf(0).UtcDateTime.ToString("O", CultureInfo.InvariantCulture), "--auth-file", "-",
    ];
}
