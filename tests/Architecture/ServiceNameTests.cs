using System.Text.RegularExpressions;
using Xunit;

namespace StreamAlert.Apps.Tests.Architecture;

/// <summary>A service is known to its own files and to nobody else, so that adding one changes nothing that is there.</summary>
public sealed partial class ServiceNameTests
{
    private static readonly IReadOnlyList<string> Services = [.. AppCatalog.All.Select(app => app.Service).Distinct()];

    [Fact]
    public void Nothing_but_its_own_files_names_a_service_in_code() => Assert.Empty(
        from file in SourceTree.Code
        where !IsOfService(file.Path)
        from service in Services
        where Regex.IsMatch(file.Code, $@"(?<![a-z])({service}|{Capital(service)})(?=$|[^a-z])")
        select $"{file.Path} knows {service}");

    [Fact]
    public void Nothing_but_its_own_files_and_help_texts_names_a_service_in_a_text() => Assert.Empty(
        from file in SourceTree.Code
        where !IsOfService(file.Path)
        from line in file.Lines.Index()
        where !line.Item.TrimStart().StartsWith("//", StringComparison.Ordinal) && !Example.IsMatch(line.Item)
        from Match text in Text.Matches(line.Item)
        from service in Services
        where Regex.IsMatch(text.Value, $@"(?<![a-z]){service}(?![a-z])", RegexOptions.IgnoreCase)
        select $"{file.Path}:{line.Index + 1}: {text.Value}");

    [Fact]
    public void The_files_of_a_service_are_its_app_and_its_stand_in() => Assert.All(Services, service =>
    {
        Assert.Contains(SourceTree.Code, file => file.Path.StartsWith("functions/Apps/Services/", StringComparison.Ordinal) && IsOf(file.Path, service));
        Assert.Contains(SourceTree.Code, file => file.Path.EndsWith("StandIn.cs", StringComparison.Ordinal) && IsOf(file.Path, service));
        Assert.Contains(SourceTree.Tests, file => file.Path.StartsWith("tests/Services/", StringComparison.Ordinal) && IsOf(file.Path, service));
    });

    private static bool IsOfService(string path) =>
        (path.StartsWith("functions/Apps/Services/", StringComparison.Ordinal) || path.StartsWith("cli/Sandbox/", StringComparison.Ordinal))
        && Services.Any(service => IsOf(path, service));

    private static bool IsOf(string path, string service) =>
        Path.GetFileName(path).StartsWith(service, StringComparison.OrdinalIgnoreCase);

    private static string Capital(string service) => char.ToUpperInvariant(service[0]) + service[1..];

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Text { get; }

    // What a person can copy: an app type has to be named there, and any will do.
    [GeneratedRegex(@"apps-cli |DefaultValueFactory|HelpName|such as|for example")]
    private static partial Regex Example { get; }
}
