using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Collecting;

/// <summary>Which window is next: from a little before the watermark, or from as far back as events can be late, to the goal.</summary>
internal static class Windows
{
    /// <summary>Up to where the vendor lists events by now, in whole seconds.</summary>
    public static DateTimeOffset Goal(AppIntegration app, DateTimeOffset now) => WholeSecond(now - app.Holdback);

    public static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        time.ToUniversalTime().AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    /// <returns>The next window, or null where there is nothing new to ask for.</returns>
    public static Window? Open(AppIntegration app, Progress progress, DateTimeOffset goal, DateTimeOffset now)
    {
        var watermark = progress.Watermark!.Value;
        if (goal <= watermark)
        {
            return null;
        }

        var live = NotBefore(watermark - app.Overlap, progress, app, goal);
        if (app.LongestWindow is { } longest && goal - live > longest)
        {
            return new Window(live, live + longest, now, progress.Reads);
        }

        if (!IsSweepDue(app, progress, now))
        {
            return new Window(live, goal, now, progress.Reads);
        }

        var back = NotBefore(Earlier(watermark - app.Overlap, (progress.Swept ?? now) - app.Holdback - app.Lateness), progress, app, goal);
        var from = app.LongestWindow is { } most && goal - back > most ? goal - most : back;
        return new Window(from, goal, now, progress.Reads) { IsSweep = true };
    }

    /// <summary>The earliest time that any later window can reach back to.</summary>
    public static DateTimeOffset Reach(AppIntegration app, Progress progress) =>
        Earlier(progress.Watermark!.Value - app.Overlap, (progress.Swept ?? progress.Watermark.Value) - app.Holdback - app.Lateness);

    // A sweep finds what came since the last one started, so sweeps that are a third of the horizon apart miss nothing and read each
    // event three times over at the most.
    private static bool IsSweepDue(AppIntegration app, Progress progress, DateTimeOffset now) =>
        app.Lateness > app.Overlap && (progress.Swept is not { } swept || now - swept >= app.Lateness / 3 || now < swept);

    private static DateTimeOffset NotBefore(DateTimeOffset from, Progress progress, AppIntegration app, DateTimeOffset goal)
    {
        var earliest = app.History is { } history && progress.Start < goal - history ? goal - history : progress.Start!.Value;
        return WholeSecond(from > earliest ? from : earliest);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
