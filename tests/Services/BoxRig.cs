using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using StreamAlert.Apps.Cli.Sandbox;
using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;
using StreamAlert.Apps.Http;
using StreamAlert.Apps.State;
using StreamAlert.Apps.Tests.Collecting;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>A collector of Box's events over real HTTP against its stand-in, with real state files, that can be stopped after any page.</summary>
internal sealed class BoxRig : IAsyncDisposable
{
    private const string Function = "sa_test_box_admin_events_box_app";

    private static readonly LogSource Source = new("box", Function, "test", "box", "box_admin_events", "box:admin_events");

    private readonly string folder = Directory.CreateTempSubdirectory("apps-box-").FullName;
    private readonly HttpMessageInvoker vendor = new(VendorHandler.Create());
    private readonly TokenCache tokens;
    private readonly AppIntegration app = AppCatalog.Get("box_admin_events");

    private BoxRig(TestClock clock, SandboxServer sandbox)
    {
        (Clock, Sandbox) = (clock, sandbox);
        tokens = new TokenCache(clock);
        Files = new FileStateStore(new DataFolder(folder), clock);
        States = new ShakyStates(Files);
    }

    public TestClock Clock { get; }

    public SandboxServer Sandbox { get; }

    public MemorySink Sink { get; } = new();

    public FileStateStore Files { get; }

    public ShakyStates States { get; }

    public DateTimeOffset? Since { get; set; }

    public string Keyfile { get; set; } = BoxCredentials.Keyfile;

    public SandboxLog Log => Sandbox.Log("box_admin_events");

    public Progress Progress => Progress.Read(Files.ReadAsync(Function, default).Result ?? throw new InvalidOperationException("there is no state"), app);

    /// <summary>The parts of the streams that were asked for, in their order, each once in a row: <c>history</c>, <c>oldest</c> or <c>position</c>.</summary>
    public IEnumerable<string> Parts
    {
        get
        {
            var last = "";
            foreach (var line in Sandbox.RequestLines.Where(line => line.StartsWith("GET", StringComparison.Ordinal)))
            {
                var part = line.Contains("stream_type=admin_logs&", StringComparison.Ordinal) ? "history"
                    : line.EndsWith("stream_position=0", StringComparison.Ordinal) ? "oldest" : "position";
                if (part != last)
                {
                    yield return last = part;
                }
            }
        }
    }

    /// <param name="events">How long before the clock's start an event happens, and how late it is listed.</param>
    public static Task<BoxRig> StartAsync(IEnumerable<(TimeSpan Age, TimeSpan LateBy)> events, SandboxOptions? options = null)
    {
        var clock = new TestClock();
        return StartAsync(clock, (options ?? new SandboxOptions()) with
        {
            Clock = clock,
            Script = [.. events.Select(item => new ScriptedEvent(clock.GetUtcNow() - item.Age, item.LateBy)).OrderBy(item => item.Time)],
        });
    }

    public static async Task<BoxRig> StartAsync(TestClock clock, SandboxOptions options)
    {
        var rig = new BoxRig(clock, await SandboxServer.StartAsync(options));
        rig.Since = rig.Log.Count > 0 ? rig.Log.TimeOf(0) : clock.GetUtcNow();
        return rig;
    }

    /// <param name="pages">After how many pages it is told to stop; null to go on to the end.</param>
    public async Task<RunReport> RunAsync(int? pages = null)
    {
        var budget = new Budget(Clock, TimeSpan.FromHours(1));
        using var session = new HttpSession(app, vendor, budget, new Quota(Clock), tokens, NullLogger.Instance)
        {
            Source = Source,
            Auth = new Credentials([new("keyfile", Keyfile)]),
            BaseUrl = Sandbox.Address,
            Clock = Clock,
        };
        using var stop = new CancellationTokenSource();
        var collector = new Collector(app, session, States, Sink, new MemorySink("dead"), budget, NullLogger.Instance);
        return await collector.RunAsync(new RunOrder("a test", TimeSpan.FromHours(1), Since), new PageCount(pages, stop), stop.Token);
    }

    public async Task<RunReport> RunToTheEndAsync()
    {
        for (var run = 0; run < 50; run++)
        {
            var report = await RunAsync();
            if (report.Outcome == Outcome.Complete)
            {
                return report;
            }

            Clock.Advance(TimeSpan.FromSeconds(61));
        }

        throw new InvalidOperationException("not complete after 50 runs");
    }

    /// <summary>Each event from the start on that is listed by now arrived once, byte for byte.</summary>
    /// <param name="mayRepeat">Whether one may have arrived again under the id that it had before.</param>
    public void AssertArrived(bool mayRepeat = false)
    {
        var expected = Enumerable.Range(0, Log.Count)
            .Where(n => Log.TimeOf(n) >= Since && Log.ListedFrom(n) <= Clock.GetUtcNow())
            .Select(n => Encoding.UTF8.GetString(Log.Event(n))).ToList();
        var arrived = mayRepeat ? Sink.Arrived.Distinct().ToList() : Sink.Arrived;
        Assert.Equal(expected.Order(StringComparer.Ordinal), arrived.Select(item => item.Text).Order(StringComparer.Ordinal));
        Assert.Equal(arrived.Count, arrived.Select(item => item.Id).Distinct().Count());
        Assert.Empty(Sandbox.Misunderstood);
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        vendor.Dispose();
        tokens.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class PageCount(int? most, CancellationTokenSource stop) : IProgress<RunProgress>
    {
        private int pages;

        public void Report(RunProgress value)
        {
            if (++pages == most)
            {
                stop.Cancel();
            }
        }
    }
}
