using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;
using Xunit;

namespace StreamAlert.Apps.Tests;

/// <summary>The whole local target, put together as in production, against a service's stand-in over real HTTP, on a clock of its own.</summary>
internal sealed class AppRig : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("apps-rig-").FullName;
    private readonly Composition composition;
    private readonly string type;

    private AppRig(string type, TestClock clock, SandboxServer sandbox)
    {
        (this.type, Clock, Sandbox) = (type, clock, sandbox);
        Data = new DataFolder(folder);
        composition = new Composition(Data, clock, NullLoggerFactory.Instance);
        Entry = new AppEntry
        {
            FunctionName = $"streamalert_test_{type}_rig_app",
            Cluster = "test",
            Name = "rig",
            Type = type,
            Target = TargetName.Local,
            ScheduleExpression = "rate(1 hour)",
            Timeout = TimeSpan.FromSeconds(900),
            Memory = 128,
            BaseUrl = sandbox.Address,
            Since = Log.Count > 0 ? Log.TimeOf(0) : clock.GetUtcNow(),
            SleepBetweenRequests = TimeSpan.Zero,
            Settings = StandIn.Settings,
            Raw = [],
        };
    }

    public TestClock Clock { get; }

    public SandboxServer Sandbox { get; }

    public DataFolder Data { get; }

    public AppEntry Entry { get; set; }

    public StandIn StandIn => Sandbox.StandIn(AppCatalog.Get(type).Service);

    public SandboxLog Log => Sandbox.Log(type);

    /// <summary>Up to where the state says that everything is delivered; null before the first run.</summary>
    public DateTimeOffset? Watermark => composition.States(TargetName.Local).ReadAsync(Entry.FunctionName, default).Result is { } state
        ? Progress.Read(state, AppCatalog.Get(type)).Watermark
        : null;

    /// <summary>The values that nobody may see.</summary>
    public IEnumerable<string> Secrets => AppCatalog.Get(type).RequiredAuthInfo
        .Where(one => !one.IsPublic).Select(one => (string?)StandIn.Auth[one.Name]).OfType<string>();

    public static async Task<AppRig> StartAsync(string type, SandboxOptions options)
    {
        var clock = (TestClock)options.Clock;
        var rig = new AppRig(type, clock, await SandboxServer.StartAsync(options));
        await rig.composition.Secrets(TargetName.Local).WriteAsync(rig.Entry.FunctionName, new Credentials(
            rig.StandIn.Auth.Select(field => KeyValuePair.Create(field.Key, (string)field.Value!))), default);
        return rig;
    }

    public Task<RunReport> RunAsync(IProgress<RunProgress>? watcher = null, CancellationToken cancellationToken = default) =>
        composition.RunAsync(Entry, null, watcher, cancellationToken);

    public async Task<RunReport> RunToTheEndAsync()
    {
        for (var run = 0; run < 100; run++)
        {
            var report = await RunAsync();
            if (report.Outcome == Outcome.Complete)
            {
                return report;
            }

            Clock.Advance(TimeSpan.FromSeconds(61));
        }

        throw new InvalidOperationException("not complete after 100 runs");
    }

    /// <summary>The lines of the file, as event id and the event's own bytes as text.</summary>
    public List<(string Id, string Text)> Lines()
    {
        var file = Data.Events(Entry.FunctionName);
        return !File.Exists(file) ? [] : [.. File.ReadLines(file).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return (json.RootElement.GetProperty("event_id").GetString()!, json.RootElement.GetProperty("event").GetRawText());
        })];
    }

    /// <summary>What the vendor has, in the form of a line: without the breaks between tokens.</summary>
    public IEnumerable<string> Expected() => Enumerable.Range(0, Log.Count).Select(Expected);

    public string Expected(int n) =>
        Encoding.UTF8.GetString(Log.Event(n)).Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);

    /// <summary>Each event arrived as often as the vendor has it; events of the same bytes under ids of their own.</summary>
    public void AssertOnceEach()
    {
        var lines = Lines();
        Assert.Equal(Expected().Order(StringComparer.Ordinal), lines.Select(line => line.Text).Order(StringComparer.Ordinal));
        Assert.Equal(lines.Count, lines.Select(line => line.Id).Distinct().Count());
    }

    /// <summary>At any time: what is before the watermark, and is not late, has arrived.</summary>
    public void AssertWatermark()
    {
        if (Watermark is not { } watermark)
        {
            return;
        }

        var arrived = Lines().CountBy(line => line.Text).ToDictionary();
        var holdback = AppCatalog.Get(type).Holdback;
        var due = Enumerable.Range(0, Log.Count)
            .Where(n => Log.TimeOf(n) < watermark && Log.ListedFrom(n) <= Log.TimeOf(n) + holdback)
            .CountBy(Expected);
        var passed = due.FirstOrDefault(one => arrived.GetValueOrDefault(one.Key) < one.Value);
        Assert.True(passed.Key is null, $"the watermark {watermark:u} passed an event that has not arrived: {passed.Key}");
    }

    public async ValueTask DisposeAsync()
    {
        composition.Dispose();
        await Sandbox.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
