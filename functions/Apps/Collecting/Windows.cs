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

        var isSweep = IsSweepDue(app, progress, now);
        var from = NotBefore(isSweep ? SweepFrom(app, progress, now) : watermark - app.Overlap, progress, app, goal);
        var opened = isSweep && progress.Sweep is { } underway ? underway.Opened : now;
        return app.LongestWindow is { } longest && goal - from > longest
            ? new Window(from, from + longest, opened, progress.Reads) { IsSweepPart = isSweep }
            : new Window(from, goal, opened, progress.Reads) { IsSweep = isSweep };
    }

    /// <summary>The earliest time that any later window can reach back to.</summary>
    public static DateTimeOffset Reach(AppIntegration app, Progress progress)
    {
        var watermark = progress.Watermark!.Value;
        var swept = progress.Swept ?? progress.Sweep?.Opened ?? watermark;
        return Earlier(watermark - app.Overlap, swept - app.Holdback - app.Lateness);
    }

    // A sweep finds what came since the last one started, so sweeps that are a third of the horizon apart miss nothing and read each
    // event three times over at the most.
    private static bool IsSweepDue(AppIntegration app, Progress progress, DateTimeOffset now) =>
        app.Lateness > app.Overlap && (progress.Swept is not { } swept || now - swept >= app.Lateness / 3 || now < swept);

    private static DateTimeOffset SweepFrom(AppIntegration app, Progress progress, DateTimeOffset now)
    {
        var from = Earlier(progress.Watermark!.Value - app.Overlap, (progress.Swept ?? now) - app.Holdback - app.Lateness);
        return progress.Sweep is { } underway && underway.ReadTo > from ? underway.ReadTo : from;
    }

    private static DateTimeOffset NotBefore(DateTimeOffset from, Progress progress, AppIntegration app, DateTimeOffset goal)
    {
        var earliest = app.History is { } history && progress.Start < goal - history ? goal - history : progress.Start!.Value;
        return WholeSecond(from > earliest ? from : earliest);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
