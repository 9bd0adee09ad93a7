using Microsoft.Extensions.Logging;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Cli;

/// <summary>Shows what the library warns of, one line each.</summary>
internal sealed class TerminalLoggers(Terminal terminal) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new TerminalLogger(terminal);

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    private sealed class TerminalLogger(Terminal terminal) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                terminal.Warn(Plain.Text(formatter(state, exception)));
            }
        }
    }
}
