using System.Diagnostics;
using System.Text;
using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class TerminalTests : IDisposable
{
    private const string New = "new --type duo_auth --cluster prod --name duo --interval rate(1&hour)";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Workplace workplace = new();
    private readonly StringBuilder shown = new();

    public void Dispose() => workplace.Dispose();

    [TerminalFact]
    public async Task A_person_at_a_terminal_sees_the_run_and_its_end()
    {
        using var terminal = Open("demo --events 2000");

        Assert.Equal(0, await EndAsync(terminal));
        Assert.Contains("2,000 delivered", shown.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", shown.ToString(), StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task A_person_is_asked_until_the_value_fits_and_a_secret_is_not_shown()
    {
        using var terminal = Open(New);

        await AnswerAsync(terminal, "API hostname", "wrong");
        await AnswerAsync(terminal, "That does not fit", "");
        await AnswerAsync(terminal, "API hostname", DuoCredentials.ApiHostname);
        await AnswerAsync(terminal, "integration key", DuoCredentials.IntegrationKey);
        await AnswerAsync(terminal, "secret key", DuoCredentials.SecretKey);

        Assert.Equal(0, await EndAsync(terminal));
        Assert.DoesNotContain(DuoCredentials.SecretKey, shown.ToString(), StringComparison.Ordinal);
        Assert.Contains(DuoCredentials.SecretKey, await File.ReadAllTextAsync(workplace.SecretFile), StringComparison.Ordinal);
    }

    [TerminalFact]
    public async Task Who_interrupts_the_questions_has_changed_nothing()
    {
        var before = workplace.Snapshot();
        using var terminal = Open(New);

        await AnswerAsync(terminal, "API hostname", DuoCredentials.ApiHostname);
        await SeesAsync(terminal, "integration key");
        await terminal.StandardInput.WriteAsync('\x03');
        await terminal.StandardInput.FlushAsync();

        Assert.Equal(1, await EndAsync(terminal));
        Assert.Contains("error: stopped", shown.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, workplace.Snapshot());
        Assert.False(Directory.Exists(workplace.Data));
    }

    // script(1) of Linux runs a command at a terminal of its own.
    private Process Open(string arguments)
    {
        var line = CommandRun.Line([.. arguments.Split(' ').Select(word => word.Replace('&', ' '))]);
        var start = new ProcessStartInfo("script", ["--quiet", "--return", "--flush", "--echo", "never", "--command", $"stty cols 200; exec {line}", "/dev/null"])
        {
            WorkingDirectory = workplace.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        (start.Environment["TERM"], start.Environment["TMPDIR"]) = ("xterm-256color", Path.Combine(workplace.Folder, "tmp"));
        return Process.Start(start)!;
    }

    private async Task AnswerAsync(Process terminal, string question, string answer)
    {
        await SeesAsync(terminal, question);
        if (answer.Length > 0)
        {
            await SeesAsync(terminal, ": ");
            await terminal.StandardInput.WriteAsync(answer + "\r");
            await terminal.StandardInput.FlushAsync();
        }
    }

    private async Task SeesAsync(Process terminal, string text)
    {
        var seen = new StringBuilder();
        var letter = new char[1];
        while (!seen.ToString().EndsWith(text, StringComparison.Ordinal))
        {
            Assert.True(await terminal.StandardOutput.ReadAsync(letter, new CancellationTokenSource(Limit).Token) > 0, $"never saw '{text}', but: {shown}");
            seen.Append(letter[0]);
            shown.Append(letter[0]);
        }
    }

    private async Task<int> EndAsync(Process terminal)
    {
        shown.Append(await terminal.StandardOutput.ReadToEndAsync().WaitAsync(Limit));
        await terminal.WaitForExitAsync().WaitAsync(Limit);
        return terminal.ExitCode;
    }
}
