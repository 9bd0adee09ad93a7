using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;
using StreamAlert.Apps.State;
using Xunit;

namespace StreamAlert.Apps.Tests.Collecting;

/// <summary>A collector with a vendor on paper, a sink in memory and real state files, and a clock that waits for nobody.</summary>
internal sealed class Rig : IDisposable
{
    public const string Function = "streamalert_test_paper_log_paper_app";

    private static readonly LogSource Source = new("paper", Function, "test", "paper", "paper_log", "paper:log");

    private readonly string folder = Directory.CreateTempSubdirectory("apps-rig-").FullName;

    public Rig()
    {
        Vendor = new PaperVendor(Clock);
        Files = new FileStateStore(new DataFolder(folder), Clock);
        States = new ShakyStates(Files);
    }

    public TestClock Clock { get; } = new();

    public PaperVendor Vendor { get; }

    public MemorySink Sink { get; } = new();

    public MemorySink DeadLetters { get; } = new("dead");

    public FileStateStore Files { get; }

    public ShakyStates States { get; }

    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);

    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    public DateTimeOffset? Since { get; set; }

    public List<RunReport> Reports { get; } = [];

    /// <summary>The start of the log: an hour before the clock's start.</summary>
    public DateTimeOffset Start { get; } = new TestClock().GetUtcNow().AddHours(-1);

    /// <summary>Runs once, as another process would: nothing is shared with earlier runs but the state.</summary>
    public async Task<RunReport> RunAsync(IProgress<RunProgress>? watcher = null, CancellationToken cancellationToken = default)
    {
        var session = new PaperSession { Source = Source, Auth = new Credentials([]), Clock = Clock };
        var collector = new Collector(Vendor, session, States, Sink, DeadLetters, new Budget(Clock, Timeout), NullLogger.Instance);
        var report = await collector.RunAsync(new RunOrder("a test", Interval, Since), watcher, cancellationToken);
        Reports.Add(report);
        Assert.Equal(report.Tally.Read, report.Tally.Delivered + report.Tally.Repeated + report.Tally.DeadLettered);
        return report;
    }

    /// <summary>Runs until nothing is left, with a minute between the runs.</summary>
    public async Task RunToTheEndAsync(int most = 50)
    {
        for (var run = 0; run < most; run++)
        {
            if ((await RunAsync()).Outcome == Outcome.Complete)
            {
                return;
            }

            Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Fail($"not complete after {most} runs: {Reports[^1].Message}");
    }

    /// <summary>Writes n events into the log, one every so many seconds from the start.</summary>
    public List<PaperEvent> Fill(int count, double everySeconds = 10) =>
        [.. Enumerable.Range(0, count).Select(n => Vendor.Write(string.Create(CultureInfo.InvariantCulture, $"e{n:d5}"), Start.AddSeconds(n * everySeconds)))];

    public StateDocument State => Files.ReadAsync(Function, default).Result ?? throw new InvalidOperationException("there is no state");

    public Progress Progress => Progress.Read(State, Vendor);

    public void WriteState(string json)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Files.Address(Function))!);
        File.WriteAllText(Files.Address(Function), json);
    }

    /// <summary>Each event arrived once, byte for byte.</summary>
    public void AssertOnceEach(IEnumerable<PaperEvent> events) =>
        Assert.Equal(events.Select(item => item.Json).Order(StringComparer.Ordinal), Sink.Texts.Order(StringComparer.Ordinal));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
