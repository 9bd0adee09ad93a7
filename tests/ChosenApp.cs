using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Tests;

/// <summary>A type that has all that a type can have: settings, and fields that can be left out, are public, or are files.</summary>
internal sealed class ChosenApp(string type = "log") : AppIntegration
{
    private static readonly Regex Word = new("[a-z]+");

    public override string Service => "chosen";

    public override string Type => type;

    public override string Log => $"chosen:{type}";

    public override string Description => $"Chosen {type} logs";

    public override IReadOnlyList<AuthField> RequiredAuthInfo =>
    [
        new("user", "the name of the user", Word) { IsPublic = true, Example = "jane" },
        new("password", "the password, where there is one", Word) { IsOptional = true },
        new("key_file", "the path of the key", new Regex(@"[\s\S]*KEY[\s\S]*")) { IsFile = true, IsOptional = true },
    ];

    public IReadOnlyList<AppSetting> Choices { get; init; } =
    [
        new("row_format", "the format of rows, json or csv", new Regex("json|csv"), "csv"),
        new("team", "the team whose log it is, where there are several", Word, "") { Example = "red" },
    ];

    public override IReadOnlyList<AppSetting> Settings => Choices;

    public string? End { get; init; }

    public override string? Retired => End;

    public override Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
