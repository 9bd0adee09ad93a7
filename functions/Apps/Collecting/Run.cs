using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Collecting;

/// <summary>The way of a run through its windows: page n + 1 is asked for while page n is being sent, never more than one ahead.</summary>
internal sealed class Run(
    AppIntegration app, TimeProvider clock, PageSource pages, Ledger ledger, Budget budget, IProgress<RunProgress>? watcher)
{
    // What is being sent when a run is told to stop may take this long to arrive.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private const int MostRestarts = 3;

    public DateTimeOffset? From { get; private set; }

    public DateTimeOffset? To { get; private set; }

    /// <param name="stop">Ends it: no further page is asked for, the one at hand is still delivered.</param>
    /// <returns>Whether everything up to the goal is delivered; false where the time was up before.</returns>
    public async Task<bool> DrainAsync(CancellationToken stop)
    {
        var left = budget.Left > Budget.Reserve ? budget.Left - Budget.Reserve : TimeSpan.Zero;
        using var deadline = new CancellationTokenSource(left, clock);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        using var sending = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var grace = reading.Token.Register(() => sending.CancelAfter(Grace));
        await ledger.BeginAsync();
        while (ledger.Open() is { } window)
        {
            From ??= window.From;
            To = window.To;
            if (!await DrainAsync(window, reading.Token, sending.Token))
            {
                return false;
            }

            // What is behind a gap is read once the gap is closed; the window itself was read to its end.
            if (ledger.Missing is { } problem)
            {
                throw problem;
            }

            if (window.To >= ledger.Goal)
            {
                break;
            }
        }

        return true;
    }

    private async Task<bool> DrainAsync(Window window, CancellationToken reading, CancellationToken sending)
    {
        var restarts = 0;
        pages.StartOver();
        var ahead = pages.ReadAsync(window, ledger.Progress.Position, reading);
        while (true)
        {
            using var page = await ahead;
            if (page is null)
            {
                return false;
            }

            if (page.TokenExpired)
            {
                window = ++restarts <= MostRestarts ? ledger.Reopen(window) : throw AppException.SourceFailed(
                    $"'{pages.App}': {app.Service} forgets its own page tokens faster than its pages can be read; the window stays open");
                pages.StartOver();
                ahead = pages.ReadAsync(window, ledger.Progress.Position, reading);
                continue;
            }

            window = Vouch(page.Missing is { } missing ? window.Without(missing) : window, page);
            var next = page.Next is { } token ? window with { Token = token } : null;
            ahead = next is null ? Task.FromResult<Page?>(null) : pages.ReadAsync(next, page.Position ?? ledger.Progress.Position, reading);
            try
            {
                await ledger.TakeAsync(page, window, next, sending);
            }
            catch (OperationCanceledException late) when (sending.IsCancellationRequested)
            {
                await DiscardAsync(ahead);
                throw AppException.SinkFailed($"'{pages.App}': the sink did not take a page before the time was up; it comes again", late);
            }
            catch
            {
                await DiscardAsync(ahead);
                throw;
            }

            watcher?.Report(new RunProgress(ledger.Tally, window, page.Events.Count > 0 ? page.Events[^1].Time : null));
            if (next is null)
            {
                return true;
            }

            window = next;
        }
    }

    // Where our clock is ahead of the vendor's, the end of the window lies in its future: it cannot vouch for events that are yet to come.
    private Window Vouch(Window window, Page page)
    {
        if (window.Token is not null || page.AsOf is not { } vendor || vendor >= clock.GetUtcNow() - TimeSpan.FromSeconds(5))
        {
            return window;
        }

        var vouched = Windows.Goal(app, vendor);
        return vouched < window.To ? window with { VouchedTo = vouched } : window;
    }

    private static async Task DiscardAsync(Task<Page?> ahead)
    {
        try
        {
            (await ahead)?.Dispose();
        }
        catch (Exception problem) when (problem is AppException or OperationCanceledException)
        {
            // What ended the run is the sink's error; the page that was read ahead comes again.
        }
    }
}
