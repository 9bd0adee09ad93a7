using System.Globalization;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Tests.Collecting;

/// <summary>
/// A service whose log is a list in memory. It lists what is there when it is asked, in order of time, page by page; a token names the
/// last event of a page, as the tokens of real vendors do.
/// </summary>
internal sealed class PaperVendor(TestClock clock) : AppIntegration
{
    private readonly IdentityHash identity = new("paper_log");

    public List<PaperEvent> Entries { get; } = [];

    public int PageSize { get; set; } = 10;

    public bool NewestFirst { get; set; }

    public bool GivesIds { get; set; } = true;

    public TimeSpan SetHoldback { get; set; }

    public TimeSpan SetLateness { get; set; }

    public TimeSpan? SetHistory { get; set; }

    public TimeSpan? SetLongestWindow { get; set; }

    public TimeSpan SetSleep { get; set; }

    /// <summary>How far the vendor's clock is behind ours.</summary>
    public TimeSpan Behind { get; set; }

    /// <summary>What becomes of the n-th request, counted from 1: null for an answer.</summary>
    public Func<int, Poll, Exception?> Fault { get; set; } = (_, _) => null;

    /// <summary>Whether the token of the n-th request is forgotten.</summary>
    public Func<int, bool> Forgets { get; set; } = _ => false;

    /// <summary>Whether the n-th answer is an empty page, behind which the log goes on.</summary>
    public Func<int, bool> IsEmpty { get; set; } = _ => false;

    /// <summary>Which events cannot be read, though the rest of their page can.</summary>
    public Func<PaperEvent, bool> Lacks { get; set; } = _ => false;

    /// <summary>What is named as the next page instead of it.</summary>
    public Func<string?, string?> Next { get; set; } = next => next;

    /// <summary>Awaited before the n-th answer.</summary>
    public Func<int, Task> Before { get; set; } = _ => Task.CompletedTask;

    public List<Poll> Polls { get; } = [];

    public override string Service => "paper";

    public override string Type => "log";

    public override string Log => "paper:log";

    public override string Description => "A log on paper";

    public override IReadOnlyList<AuthField> RequiredAuthInfo => [];

    public override TimeSpan Holdback => SetHoldback;

    public override TimeSpan Lateness => SetLateness;

    public override TimeSpan? History => SetHistory;

    public override TimeSpan? LongestWindow => SetLongestWindow;

    public override TimeSpan SleepBeforeRequest(int request) => SetSleep;

    /// <summary>Writes an event down that is listed at once.</summary>
    public PaperEvent Write(string name, DateTimeOffset time, string? text = null) => Write(new PaperEvent(name, time, time, text));

    public PaperEvent Write(PaperEvent item)
    {
        Entries.Add(item);
        return item;
    }

    public override async Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken)
    {
        Polls.Add(poll);
        var request = Polls.Count;
        await Before(request);
        cancellationToken.ThrowIfCancellationRequested();
        if (Fault(request, poll) is { } fault)
        {
            throw fault;
        }

        if (poll.Token is not null && Forgets(request))
        {
            return new Page([]) { TokenExpired = true };
        }

        if (IsEmpty(request))
        {
            return new Page([]) { Next = $"{poll.Token}~" };
        }

        var vendorNow = clock.GetUtcNow() - Behind;
        var listed = Entries.Where(item => item.ListedFrom <= vendorNow && item.Time >= poll.From && item.Time < poll.To).Order(Order).ToList();
        var from = poll.Token?.TrimEnd('~') is { Length: > 0 } token ? listed.FindIndex(item => Order.Compare(item, Of(token)) > 0) : 0;
        var page = from < 0 ? [] : listed.Skip(from).Take(PageSize).ToList();
        var more = from >= 0 && from + page.Count < listed.Count;
        return new Page([.. page.Where(item => !Lacks(item)).Select(ToEvent)])
        {
            Next = Next(more ? TokenOf(page[^1]) : null),
            AsOf = vendorNow,
            Missing = page.Any(Lacks) ? new Missing(page.First(Lacks).Time, AppException.SourceFailed("'paper' has lost a page")) : null,
        };
    }

    private Comparer<PaperEvent> Order => Comparer<PaperEvent>.Create((one, other) =>
        (NewestFirst ? -1 : 1) * (one.Time, one.Name).CompareTo((other.Time, other.Name)));

    private static string TokenOf(PaperEvent item) => $"{item.Time.UtcTicks.ToString(CultureInfo.InvariantCulture)}|{item.Name}";

    private static PaperEvent Of(string token) =>
        new(token.Split('|')[1], new DateTimeOffset(long.Parse(token.Split('|')[0], CultureInfo.InvariantCulture), TimeSpan.Zero), default);

    private LogEvent ToEvent(PaperEvent item)
    {
        var bytes = item.Bytes;
        return new LogEvent(bytes, identity.OfBytes(GivesIds ? System.Text.Encoding.UTF8.GetBytes(item.Name) : bytes), GivesIds, item.Time);
    }
}
