using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Collecting;

/// <summary>
/// Asks for pages, one after another: waits as long as the vendor wants, asks only while there is time for an answer, and does not go
/// round in circles.
/// </summary>
internal sealed class PageSource(AppIntegration app, Session session, Budget budget, TimeSpan? sleep)
{
    // Time for the next page is judged by the slowest of the last few, and half as much again.
    private const double SlowPageAllowance = 1.5;
    private const int RecentPages = 5;

    private readonly Queue<TimeSpan> recent = new();
    private int requests;
    private string? landmark;
    private long steps;
    private long nextLandmark = 1;

    public string App => session.Source.App;

    /// <summary>The wait that no longer fitted into the run; zero where time itself was short.</summary>
    public TimeSpan WaitLeft { get; private set; }

    /// <returns>The page that the window is at, or null where there is no time left for it.</returns>
    public async Task<Page?> ReadAsync(Window window, string? position, CancellationToken cancellationToken)
    {
        var wait = requests == 0 ? TimeSpan.Zero : sleep ?? app.SleepBeforeRequest(requests + 1);
        if (requests > 0 && !budget.Allows(wait + (recent.Max() * SlowPageAllowance)))
        {
            WaitLeft = wait;
            return null;
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, session.Clock, cancellationToken);
        }

        requests++;
        var asked = session.Clock.GetTimestamp();
        var page = await app.GatherLogsAsync(session, new Poll(window.From, window.To, window.Token, position), cancellationToken);
        recent.Enqueue(session.Clock.GetElapsedTime(asked));
        if (recent.Count > RecentPages)
        {
            recent.Dequeue();
        }

        CheckForCircle(page, window.Token);
        return page;
    }

    /// <summary>A new read of a window: its tokens start anew.</summary>
    public void StartOver() => (landmark, steps, nextLandmark) = (null, 0, 1);

    // Brent's way: a token that is remembered at each power of two is met again in any circle, however long.
    private void CheckForCircle(Page page, string? token)
    {
        if (page.Next is not { } next)
        {
            return;
        }

        if (next == token || next == landmark)
        {
            page.Dispose();
            throw AppException.SourceFailed(
                $"'{App}': {session.Source.Service} sends the reader round in a circle: it named the same next page twice; "
                + "the window stays open and is read again by the next run");
        }

        if (++steps == nextLandmark)
        {
            (landmark, nextLandmark) = (next, nextLandmark * 2);
        }
    }
}
