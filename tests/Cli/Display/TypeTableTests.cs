using StreamAlert.Apps.Cli.Display;
using StreamAlert.Apps.Tests.Architecture;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Display;

public sealed class TypeTableTests
{
    private const string Begin = "<!-- services -->\n";
    private const string End = "<!-- /services -->";

    [Fact]
    public void A_row_says_what_a_type_collects_needs_and_lets_choose() => Assert.Equal(
        """
        | type | what is collected | log | credentials | settings |
        |---|---|---|---|---|
        | `chosen_a` | Chosen a logs (retired: ended \| gone) | `chosen:a` | user, [password], [key_file] | row_format, team |
        | `chosen_b` | Chosen b logs | `chosen:b` | user, [password], [key_file] | |

        """,
        TypeTable.Of([new ChosenApp("b") { Choices = [] }, new ChosenApp("a") { End = "ended | gone" }]));

    [Fact]
    public void The_README_lists_the_types_that_there_are()
    {
        var readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md")).ReplaceLineEndings("\n");
        var table = readme[(readme.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..readme.IndexOf(End, StringComparison.Ordinal)];

        Assert.True(
            table == TypeTable.Of(AppCatalog.All),
            "the table of services in README.md is stale: put between its markers what this prints: dotnet run --project cli -- types --markdown");
    }

    [Fact]
    public async Task The_command_prints_the_table_and_nothing_else()
    {
        using var workplace = new Workplace();
        var types = (await workplace.RunAsync("types", "--markdown")).AssertExit(0);

        Assert.Equal(TypeTable.Of(AppCatalog.All), types.Output);
        Assert.Empty(types.Error);
    }
}
