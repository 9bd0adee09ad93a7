using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Threading.Channels;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

/// <summary>One run of the real program as a process of its own. Whatever it waits for, it waits a minute at the most.</summary>
public sealed class CommandRun : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task<string>? output;
    private readonly Task errors;
    private readonly StringBuilder said = new();
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();

    private CommandRun(Process process, bool isOutputRead)
    {
        this.process = process;
        output = isOutputRead ? process.StandardOutput.ReadToEndAsync() : null;
        errors = ReadErrorsAsync();
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>Standard output, for a test that reads it itself.</summary>
    public StreamReader Output => process.StandardOutput;

    /// <param name="folder">The working folder.</param>
    /// <param name="input">Standard input, which then ends.</param>
    /// <param name="environment">What is added to the environment.</param>
    /// <param name="isOutputRead">False where the test reads <see cref="Output"/>.</param>
    public static async Task<CommandRun> StartAsync(
        string folder, string[] arguments, string input = "", IReadOnlyDictionary<string, string>? environment = null, bool isOutputRead = true)
    {
        // A shell that starts tests in the background makes its children deaf to Ctrl+C; env gives them their ears back.
        string[] command = [.. OperatingSystem.IsLinux() ? new[] { "env", "--default-signal=INT" } : [], Host(), "exec", Program(), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("APPS_", StringComparison.Ordinal) || name == "NO_COLOR").ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var run = new CommandRun(Process.Start(start)!, isOutputRead);
        try
        {
            await run.process.StandardInput.WriteAsync(input);
            run.process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading what it was given.
        }

        return run;
    }

    /// <summary>Waits for the end, and checks what holds for every run: no stack trace, and nothing for terminals alone.</summary>
    public async Task<CommandResult> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Limit);
        await errors.WaitAsync(Limit);
        var result = new CommandResult(process.ExitCode, output is null ? "" : await output.WaitAsync(Limit), said.ToString());
        Assert.DoesNotContain("   at ", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", result.Error, StringComparison.Ordinal);
        return result;
    }

    /// <summary>Waits for a line on standard error that holds a text.</summary>
    public async Task<string> SaysAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        await foreach (var line in lines.Reader.ReadAllAsync(limit.Token))
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"it ended without saying '{text}', but: {said}");
    }

    /// <summary>What Ctrl+C does.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync().WaitAsync(Limit);
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Limit);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private async Task ReadErrorsAsync()
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.AppendLine(line);
            lines.Writer.TryWrite(line);
        }

        lines.Writer.Complete();
    }

    /// <summary>The command as one text for a shell.</summary>
    public static string Line(params string[] arguments) => string.Join(' ', new[] { Host(), "exec", Program() }.Concat(arguments).Select(word => $"'{word}'"));

    private static string Program() => Path.Combine(AppContext.BaseDirectory, "apps-cli.dll");

    private static string Host() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? Environment.ProcessPath!
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
