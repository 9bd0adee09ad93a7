using Spectre.Console;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli;

/// <summary>Where a command reads and writes: results to one side, words for people to the other.</summary>
/// <param name="input">Standard input.</param>
/// <param name="output">Standard output: what was asked for, and nothing else.</param>
/// <param name="error">Standard error: progress, warnings and errors.</param>
internal sealed class Terminal(TextReader input, TextWriter output, TextWriter error)
{
    private readonly Lazy<IAnsiConsole> screen =
        new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) }));

    public TextReader In => input;

    public TextWriter Out => output;

    public TextWriter Error => error;

    /// <summary>Whether a person can be asked.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Whether a person watches the error side, so that what is there may move and be coloured.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Whether a person reads the output side.</summary>
    public bool IsRead { get; init; }

    /// <summary>Whether a line on the screen moves just now.</summary>
    public bool IsMoving { get; set; }

    /// <summary>The error side as a screen.</summary>
    public IAnsiConsole Screen
    {
        get => field ?? screen.Value;
        init;
    }

    public static Terminal OfProcess() => new(Console.In, Console.Out, Console.Error)
    {
        CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
        IsWatched = !Console.IsErrorRedirected,
        IsRead = !Console.IsOutputRedirected,
    };

    /// <summary>A line for people.</summary>
    public void Say(string line) => Write(line, Style.Plain);

    public void Warn(string line) => Write($"warning: {line}", new Style(Color.Yellow));

    public void Fail(string line) => Write($"error: {line}", new Style(Color.Red));

    /// <summary>What nobody foresaw: a defect of this program's.</summary>
    public void FailUnexpectedly(Exception defect)
    {
        Fail($"unexpected: {defect.GetType().Name}: {Plain.Text(defect.Message)}");
        Say(Environment.GetEnvironmentVariable("APPS_DEBUG") == "1"
            ? defect.ToString()
            : "This is a defect: please report it, with what APPS_DEBUG=1 shows of it.");
    }

    private void Write(string line, Style style)
    {
        try
        {
            if (IsWatched)
            {
                WriteToScreen(line, style);
            }
            else
            {
                error.WriteLine(line);
            }
        }
        catch (IOException)
        {
            // Words that nobody can read any more are no reason to stop.
        }
    }

    // Left to the terminal to wrap, a path can be copied whole; above a line that moves, the rows must be counted.
    private void WriteToScreen(string line, Style style)
    {
        var width = Screen.Profile.Width;
        Screen.Profile.Width = IsMoving ? width : int.MaxValue / 2;
        Screen.WriteLine(line, style);
        Screen.Profile.Width = width;
    }
}
