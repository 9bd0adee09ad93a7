using System.CommandLine;

namespace StreamAlert.Apps.Cli.Commands;

/// <summary>A command whose help shows how it is used.</summary>
internal sealed class ExampleCommand(string name, string description, string example) : Command(name, description)
{
    public string Example => example;
}
