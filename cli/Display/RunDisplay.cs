using System.Globalization;
using Spectre.Console;
using StreamAlert.Apps.Collecting;

namespace StreamAlert.Apps.Cli.Display;

/// <summary>Shows how far a run is: a line that moves where a person watches, a line now and then where nobody does.</summary>
internal sealed class RunDisplay(Terminal terminal, TimeProvider clock) : IProgress<RunProgress>
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly long start = clock.GetTimestamp();
    private long last = clock.GetTimestamp();
    private StatusContext? status;

    /// <summary>Runs with the display on.</summary>
    public static async Task<RunReport> ShowAsync(
        Terminal terminal, string app, TimeProvider clock, Func<IProgress<RunProgress>, Task<RunReport>> run)
    {
        var display = new RunDisplay(terminal, clock);
        if (!terminal.IsWatched)
        {
            return await run(display);
        }

        terminal.IsMoving = true;
        try
        {
            return await terminal.Screen.Status().StartAsync(Markup.Escape($"{app}: asking"), context =>
            {
                display.status = context;
                return run(display);
            });
        }
        finally
        {
            terminal.IsMoving = false;
        }
    }

    public void Report(RunProgress value)
    {
        if (clock.GetElapsedTime(last) < (status is null ? Now : Moment))
        {
            return;
        }

        last = clock.GetTimestamp();
        var line = Line(value);
        if (status is null)
        {
            terminal.Say(line);
        }
        else
        {
            status.Status = Markup.Escape(line);
        }
    }

    private string Line(RunProgress value)
    {
        var rate = value.Tally.Read / Math.Max(clock.GetElapsedTime(start).TotalSeconds, 0.001);
        var reached = value.At is { } at ? $", at {at:yyyy-MM-dd HH:mm:ss}Z of {value.Window.To:yyyy-MM-dd HH:mm:ss}Z" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{value.Tally.Pages:n0} pages, {value.Tally.Read:n0} events, {rate:n0} events/s{reached}");
    }
}
