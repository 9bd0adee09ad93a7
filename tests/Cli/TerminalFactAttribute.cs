using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

/// <summary>A fact about what a person at a terminal sees: it takes script(1) of Linux, which gives a command a terminal of its own.</summary>
public sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "script"))))
        {
            Skip = "script(1) of util-linux is not there, which gives a command a terminal of its own";
        }
    }
}
