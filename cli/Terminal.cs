using Spectre.Console;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli;

/// <summary>Where a command reads and writes: results to one side, words for people to the other.</summary>
/// <param name="input">Standard input.</param>
/// <param name="output">Standard output: what was asked for, and nothing else.</param>
/// <param name="error">Standard error: progress, warnings and errors.</param>
internal sealed class Terminal(TextReader input, TextWriter output, TextWriter error)
{
    private readonly Lazy<IAnsiConsole> screen = new(() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) }));

    public TextReader In => input;

    public TextWriter Out => output;

    public TextWriter Error => error;

    /// <summary>Whether a person can be asked.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Whether a person watches the error side, so that what is there may move and be coloured.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Whether a person reads the output side.</summary>
    public bool IsRead { get; init; }

    /// <summary>The error side as a screen.</summary>
    public IAnsiConsole Screen => screen.Value;

    public static Terminal OfProcess() => new(Console.In, Console.Out, Console.Error)
    {
        CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
        IsWatched = !Console.IsErrorRedirected,
        IsRead = !Console.IsOutputRedirected,
    };

    /// <summary>A line for people.</summary>
    public void Say(string line) => Write(line, "");

    public void Warn(string line) => Write($"warning: {line}", "yellow");

    public void Fail(string line) => Write($"error: {line}", "red");

    /// <summary>What nobody foresaw: a defect of this program's.</summary>
    public void FailUnexpectedly(Exception defect)
    {
        Fail($"unexpected: {defect.GetType().Name}: {Plain.Text(defect.Message)}");
        Say(Environment.GetEnvironmentVariable("APPS_DEBUG") == "1"
            ? defect.ToString()
            : "This is a defect: please report it, with what APPS_DEBUG=1 shows of it.");
    }

    private void Write(string line, string style)
    {
        try
        {
            if (IsWatched)
            {
                Screen.WriteLine(line, Style.Parse(style));
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
}
