using StreamAlert.Apps.Cli;
using StreamAlert.Apps.Cli.Commands;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Commands;

public sealed class NewCommandTests
{
    [Theory]
    [InlineData("ended in 2025; use chosen_b", "warning: chosen_log is retired: ended in 2025; use chosen_b\n")]
    [InlineData(null, "")]
    public void Who_begins_with_a_type_that_is_retired_is_warned(string? end, string said)
    {
        using var error = new StringWriter { NewLine = "\n" };
        NewCommand.WarnOfRetired(new ChosenApp { End = end }, new Terminal(TextReader.Null, TextWriter.Null, error));
        Assert.Equal(said, error.ToString());
    }
}
