using System.Text.RegularExpressions;
using Xunit;

namespace StreamAlert.Apps.Tests.Architecture;

public sealed partial class HabitTests
{
    private const int LongestFile = 200;
    private const int LongestLine = 140;

    [Fact]
    public void The_namespace_is_the_folder() => Assert.Empty(
        from file in SourceTree.Apps.Concat(SourceTree.Tests)
        let below = file.Path.Split('/')[(file.Path.StartsWith("tests/", StringComparison.Ordinal) ? 1 : 2)..^1]
        let root = file.Path.StartsWith("tests/", StringComparison.Ordinal) ? "StreamAlert.Apps.Tests" : "StreamAlert.Apps"
        let expected = string.Join('.', [root, .. below])
        where NamespaceName.Match(file.Code) is { Success: true } match && match.Groups[1].Value != expected
        select $"{file.Path}: {expected}");

    [Fact]
    public void A_file_has_one_public_type_and_its_name() => Assert.Empty(
        from file in SourceTree.Apps
        let types = PublicType.Matches(file.Code).Select(match => match.Groups[1].Value).ToList()
        where types.Count > 1 || (types.Count == 1 && types[0] != Path.GetFileNameWithoutExtension(file.Path))
        select $"{file.Path}: {string.Join(", ", types)}");

    [Fact]
    public void The_ports_are_the_only_interfaces() => Assert.Equal(
        ["ISecretStore", "ISink", "IStateStore"],
        SourceTree.Apps.SelectMany(file => Interface.Matches(file.Code)).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Time_comes_from_a_clock_that_is_handed_over() => Assert.Empty(
        from file in SourceTree.Code
        from Match match in OwnTime.Matches(file.Code)
        select $"{file.Path}: {match.Value}");

    [Fact]
    public void Nobody_waits_without_a_clock() => Assert.Empty(
        from file in SourceTree.Code
        from Match match in Wait.Matches(file.Code)
        where !match.Value.Contains("clock", StringComparison.OrdinalIgnoreCase)
        select $"{file.Path}: {match.Value}");

    [Fact]
    public void A_file_can_be_read_in_one_go() => Assert.Empty(
        SourceTree.Code.Where(file => file.Lines.Length > LongestFile).Select(file => $"{file.Path}: {file.Lines.Length} lines"));

    [Fact]
    public void No_line_is_longer_than_a_screen_is_wide() => Assert.Empty(
        from file in SourceTree.Code
        from line in file.Lines.Index()
        where line.Item.Length > LongestLine
        select $"{file.Path}:{line.Index + 1}: {line.Item.Length} characters");

    [Fact]
    public void The_name_of_a_test_is_a_sentence()
    {
        var names = SourceTree.Tests.SelectMany(file => TestName.Matches(file.Code)).Select(match => match.Groups[1].Value).ToList();

        Assert.True(names.Count > 100);
        Assert.DoesNotContain(names, name => name.Split('_').Length < 3);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceName { get; }

    [GeneratedRegex(@"^public (?:(?:static|sealed|abstract|partial|readonly) )*(?:class|record struct|record class|record|struct|interface|enum|delegate \S+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType { get; }

    [GeneratedRegex(@"\binterface (I\w+)")]
    private static partial Regex Interface { get; }

    [GeneratedRegex(@"\bDateTime(?:Offset)?\.(?:Utc)?Now\b|\bDateTime\.Today\b|\bStopwatch\b|\bThread\.Sleep\b|\bEnvironment\.TickCount")]
    private static partial Regex OwnTime { get; }

    [GeneratedRegex(@"\bTask\.Delay\([^;]*;|\bnew PeriodicTimer\([^;]*;")]
    private static partial Regex Wait { get; }

    [GeneratedRegex(@"\[(?:Fact|Theory)\b[^\n]*\n(?:\s*\[[^\n]*\n)*\s*public [\w<>\[\]?, ]*? (\w+)\(")]
    private static partial Regex TestName { get; }
}
