using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Collecting;

/// <summary>
/// The book of a run: what was delivered, what is remembered, and how far the app is. It is saved after the sink said yes.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly AppIntegration app;
    private readonly Courier courier;
    private readonly LeaseKeeper keeper;
    private readonly SeenEvents seen;
    private readonly RepeatFilter repeats;
    private readonly DateTimeOffset now;
    private readonly bool isFirstRun;

    public Ledger(AppIntegration app, Courier courier, LeaseKeeper keeper, RunOrder order, DateTimeOffset now)
    {
        (this.app, this.courier, this.keeper, this.now) = (app, courier, keeper, now);
        Goal = Windows.Goal(app, now);
        var known = Progress.Read(keeper.Lease.Document, app);
        isFirstRun = known.Watermark is null;
        var start = known.Watermark ?? Windows.WholeSecond(order.Since ?? Goal - order.LookBack);
        Progress = known with { Watermark = start, Start = known.Start ?? start, LastStart = now, NotBefore = null };
        seen = SeenEvents.Read(Progress.Seen, app, keeper.Lease);
        repeats = new RepeatFilter(seen, app.PagesOverlap);
    }

    /// <summary>Up to where the vendor lists events by now, UTC, exclusive.</summary>
    public DateTimeOffset Goal { get; }

    /// <summary>How far the app is: never further than what the sink said yes to.</summary>
    public Progress Progress { get; private set; }

    public Tally Tally { get; private set; } = new();

    /// <summary>What the vendor could not give; null for nothing.</summary>
    public string? Notice { get; private set; }

    /// <summary>Why a part of the window could not be read; null where all could.</summary>
    public AppException? Missing { get; private set; }

    /// <summary>Notes where the very first run starts: should it be killed, the next must not start later.</summary>
    public Task BeginAsync() => isFirstRun ? keeper.SaveAsync(Progress, app, State.StateDocument.Running) : Task.CompletedTask;

    /// <summary>The window that was left open, or else the next one; null where there is nothing new to ask for.</summary>
    public Window? Open()
    {
        if (Progress.Window is { } left)
        {
            return left;
        }

        Progress = Progress with { Reads = Progress.Reads + 1 };
        var next = Windows.Open(app, Progress, Goal, now);
        if (next?.From > Progress.Watermark)
        {
            Notice = $"{app.Service} keeps {app.History?.TotalDays:0} days of history: "
                + $"what it had from {Progress.Watermark:u} to {next.From:u} cannot be read any more";
        }

        return next;
    }

    /// <summary>The same window from its start, as another read.</summary>
    public Window Reopen(Window window)
    {
        Progress = Progress with { Reads = Progress.Reads + 1 };
        return window with { Token = null, Read = Progress.Reads };
    }

    /// <summary>Delivers a page, and only then, and all at once, notes where to go on and what need not come again.</summary>
    /// <param name="window">The window that the page is of.</param>
    /// <param name="next">The window at its next page, or null where it is drained.</param>
    public async Task TakeAsync(Page page, Window window, Window? next, CancellationToken cancellationToken)
    {
        await seen.LoadAsync(page, cancellationToken);
        var sum = Tally.Add(await courier.DeliverAsync(page, repeats.Fresh(page, window.Read), cancellationToken));
        var taken = Progress with { Window = next, Position = page.Position ?? Progress.Position };
        if (next is null)
        {
            taken = taken with
            {
                Watermark = window.Drained > taken.Watermark ? window.Drained : taken.Watermark,
                Swept = window.IsSweep && window.MissingFrom is null ? window.Opened : taken.Swept,
                Sweep = window.IsSweepPart ? new SweepUnderway(window.Opened, window.Drained) : null,
            };
            seen.ForgetBefore(Windows.Reach(app, taken));
        }

        Progress = taken with { Seen = await seen.CheckpointAsync(Progress.Watermark!.Value, cancellationToken) };
        Tally = sum;
        Notice = page.Notice ?? Notice;
        Missing ??= page.Missing?.Problem ?? (next is null && window.MissingFrom is { } gap ? GapFrom(gap) : null);

        // The last page of a run is saved with the run's end, a moment later.
        if (next is not null || window.To < Goal)
        {
            await keeper.SaveAsync(Progress, app, State.StateDocument.Running);
        }
    }

    /// <summary>Notes how the run ended, and removes what is no longer needed.</summary>
    public async Task CloseAsync(Progress last, string state)
    {
        await keeper.SaveAsync(Progress = last, app, state);
        await keeper.Lease.KeepPartsAsync(seen.Parts(), CancellationToken.None);
    }

    public void Dispose() => seen.Dispose();

    // Which an earlier run met, and said why.
    private AppException GapFrom(DateTimeOffset from) =>
        AppException.SourceFailed($"{app.Service} could not give all that it has from {from:u} on; the next run asks for it again");
}
