using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace StreamAlert.Apps.Tests.Cli;

/// <summary>A screen at which somebody types what was written down before, and Enter after each line.</summary>
internal sealed class ScriptedScreen : IAnsiConsole, IAnsiConsoleInput
{
    private readonly StringBuilder shown = new();
    private readonly IAnsiConsole screen;
    private readonly Queue<ConsoleKeyInfo> keys;

    public ScriptedScreen(params string[] lines)
    {
        screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(new StringWriter(shown)),
        });
        screen.Profile.Width = 1000;
        keys = new(lines.SelectMany(line => line.Select(letter => new ConsoleKeyInfo(letter, ConsoleKey.None, false, false, false))
            .Append(new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false))));
    }

    /// <summary>All that was shown so far.</summary>
    public string Shown => shown.ToString();

    /// <summary>How many keys nobody asked for.</summary>
    public int Left => keys.Count;

    public Profile Profile => screen.Profile;

    public IAnsiConsoleCursor Cursor => screen.Cursor;

    public IAnsiConsoleInput Input => this;

    public IExclusivityMode ExclusivityMode => screen.ExclusivityMode;

    public RenderPipeline Pipeline => screen.Pipeline;

    public void Clear(bool home) => screen.Clear(home);

    public void Write(IRenderable renderable) => screen.Write(renderable);

    public bool IsKeyAvailable() => keys.Count > 0;

    public ConsoleKeyInfo? ReadKey(bool intercept) => keys.TryDequeue(out var key) ? key : throw new OperationCanceledException();

    public Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken) => Task.FromResult(ReadKey(intercept));
}
