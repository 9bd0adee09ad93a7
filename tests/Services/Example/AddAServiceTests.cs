using System.Text.RegularExpressions;
using StreamAlert.Apps.Tests.Architecture;
using Xunit;

namespace StreamAlert.Apps.Tests.Services.Example;

/// <summary>The page for developers shows code that is compiled and tested here.</summary>
public sealed partial class AddAServiceTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(SourceTree.Root, "functions/Apps/Services/README.md"));

    [Theory]
    [InlineData("BoxLogsApp")]
    [InlineData("BoxLogsAppTests")]
    public void The_code_on_the_page_is_the_code_that_is_tested(string name)
    {
        var code = File.ReadAllText(Path.Combine(SourceTree.Root, $"tests/Services/Example/{name}.cs"))
            .Replace("StreamAlert.Apps.Tests.Services.Example", name.EndsWith("Tests", StringComparison.Ordinal) ? "StreamAlert.Apps.Tests.Services" : "StreamAlert.Apps.Services", StringComparison.Ordinal);
        var shown = Blocks.Matches(Page).Select(block => block.Groups[1].Value);

        Assert.Contains(code.ReplaceLineEndings("\n"), shown);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks { get; }
}
