using System.Text.RegularExpressions;
using Xunit;

namespace StreamAlert.Apps.Tests.Architecture;

public sealed partial class RoomTests
{
    // Which room may know which others; the files beside the rooms, such as the composition, know them all.
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["Contract"] = [],
        ["Files"] = ["Contract"],
        ["Services"] = ["Contract"],
        ["Http"] = ["Contract"],
        ["Secrets"] = ["Contract", "Files"],
        ["State"] = ["Contract", "Files"],
        ["Sinks"] = ["Contract", "Files"],
        ["Configuration"] = ["Contract", "Files"],
        ["Collecting"] = ["Contract", "Secrets", "State", "Sinks"],
    };

    // The homes of the ports: the collector knows the interfaces and their words only.
    private static IEnumerable<string> Homes => SourceTree.Apps
        .Where(file => file.Room is "Secrets" or "State" or "Sinks" && HomeName.IsMatch(file.Path))
        .Select(file => Path.GetFileNameWithoutExtension(file.Path));

    [Fact]
    public void No_import_runs_back_up() => Assert.Empty(
        from file in SourceTree.Apps
        where file.Room.Length > 0
        from Match match in RoomName.Matches(file.Code)
        let room = match.Groups[1].Value
        where room != file.Room && !Known[file.Room].Contains(room)
        select $"{file.Path} knows {room}");

    [Fact]
    public void Every_room_has_its_place_in_the_table() => Assert.Empty(
        SourceTree.Apps.Select(file => file.Room).Where(room => room.Length > 0).Distinct().Except(Known.Keys));

    [Fact]
    public void The_collector_knows_no_home_of_a_port() => Assert.Empty(
        from file in SourceTree.Apps
        where file.Room is "Collecting"
        from home in Homes
        where Regex.IsMatch(file.Code, $@"\b{home}\b")
        select $"{file.Path} knows {home}");

    [Fact]
    public void The_homes_of_the_ports_are_recognised() =>
        Assert.Superset(new HashSet<string> { "FileSecretStore", "FileStateStore", "FileStateLease", "JsonLinesSink", "FileDeadLetterSink" }, Homes.ToHashSet());

    [Fact]
    public void Nothing_below_knows_the_front_doors() => Assert.Empty(
        SourceTree.Apps.Where(file => FrontDoor.IsMatch(file.Code)).Select(file => file.Path));

    [Fact]
    public void What_decides_names_no_cloud_no_disk_and_no_clock() => Assert.Empty(
        from file in SourceTree.Apps
        where file.Room is "Contract" or "Services" or "Collecting"
        from Match match in Forbidden.Matches(file.Code)
        select $"{file.Path}: {match.Value}");

    [Fact]
    public void The_compiler_refuses_it_too()
    {
        var rules = File.ReadAllText(Path.Combine(SourceTree.Root, ".editorconfig"));
        Assert.Matches(@"\[functions/Apps/\{Contract,Services,Collecting\}/\*\*\.cs\]\s+dotnet_diagnostic\.RS0030\.severity = error", rules);

        var banned = File.ReadAllLines(Path.Combine(SourceTree.Root, "functions/Apps/BannedSymbols.txt")).Select(line => line.Split(';')[0]);
        Assert.Superset(
            new HashSet<string>
            {
                "N:Azure", "N:Amazon", "N:Google", "N:Microsoft.Azure", "T:System.IO.File", "T:System.IO.Directory", "T:System.Environment",
                "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.UtcNow", "T:System.Diagnostics.Stopwatch",
            },
            banned.ToHashSet());
    }

    [GeneratedRegex(@"\bStreamAlert\.Apps\.([A-Z]\w*)")]
    private static partial Regex RoomName { get; }

    [GeneratedRegex(@"/(File|JsonLines|KeyVault|Ssm|Blob|EventHubs|Classifier)\w*(Store|Lease|Sink)\.cs$")]
    private static partial Regex HomeName { get; }

    [GeneratedRegex(@"\bStreamAlert\.Apps\.(Cli|Azure|Aws)\b|\bSystem\.CommandLine\b|\bSpectre\b|\bConsole\.")]
    private static partial Regex FrontDoor { get; }

    [GeneratedRegex(@"\b(?:using|global::)\s*(?:Azure|Amazon|Google|Microsoft\.Azure)\b|\b(?:File|Directory|FileStream|Environment|Stopwatch|HttpClient)\b(?=[\s.(])")]
    private static partial Regex Forbidden { get; }
}
