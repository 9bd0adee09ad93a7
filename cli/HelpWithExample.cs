using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using StreamAlert.Apps.Cli.Commands;

namespace StreamAlert.Apps.Cli;

/// <summary>The usual help, and an example that can be copied.</summary>
internal sealed class HelpWithExample(HelpAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampleCommand { Example: var example })
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {example.ReplaceLineEndings("\n  ")}\n");
        }

        return result;
    }
}
