using System.Text.Json;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

/// <summary>How a run of the program ended, and what it wrote.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public JsonElement Json => JsonElement.Parse(Output);

    /// <summary>A mistake is told in one line of words, with where to find help after it at the most.</summary>
    public void AssertMistake(int exitCode, string words)
    {
        var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(exitCode, ExitCode);
        var line = Assert.Single(lines, line => !line.StartsWith("See: apps-cli ", StringComparison.Ordinal));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(words, line, StringComparison.Ordinal);
        Assert.True(lines.Length == 1 || lines[1].EndsWith("--help", StringComparison.Ordinal), Error);
        Assert.Empty(Output);
    }

    public CommandResult AssertExit(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"exit code {ExitCode}, not {exitCode}:\n{Error}");
        return this;
    }

    public CommandResult AssertSays(string words)
    {
        Assert.Contains(words, Error, StringComparison.Ordinal);
        return this;
    }
}
