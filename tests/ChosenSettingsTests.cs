using Microsoft.Extensions.Logging.Abstractions;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;
using StreamAlert.Apps.Tests.Configuration;
using Xunit;

namespace StreamAlert.Apps.Tests;

public sealed class ChosenSettingsTests
{
    [Theory]
    [InlineData("row_format", "json")]
    [InlineData("row_format", "csv")]
    [InlineData("team", "blue")]
    [InlineData("team", "")]
    public void Takes_what_fits_and_what_is_the_default_anyway(string name, string value) => Check(new ChosenApp(), name, value);

    [Theory]
    [InlineData("row_fromat", "json", "here: 'row_fromat' is no setting of chosen_log: did you mean 'row_format'? There are: row_format, team")]
    [InlineData("zone", "json", "here: 'zone' is no setting of chosen_log: there are: row_format, team")]
    [InlineData("row_format", "xml", "here: 'xml' does not fit 'row_format' of chosen_log: choose the format of rows, json or csv (default: 'csv')")]
    [InlineData("row_format", "json\n", "here: 'json?' does not fit 'row_format' of chosen_log: choose the format of rows, json or csv (default: 'csv')")]
    [InlineData("team", "7", "here: '7' does not fit 'team' of chosen_log: choose the team whose log it is, where there are several, such as 'red'")]
    public void Says_what_is_wrong_and_what_to_choose(string name, string value, string message) =>
        Assert.Equal(message, ConfFolder.Refusal(() => Check(new ChosenApp(), name, value)));

    [Fact]
    public void Says_so_where_there_is_nothing_to_choose() =>
        Assert.Equal("here: duo_auth has no settings: leave them out", ConfFolder.Refusal(() => Check(AppCatalog.Get("duo_auth"), "x", "y")));

    [Fact]
    public void Tells_all_that_is_wrong_at_once()
    {
        var given = new Dictionary<string, string> { ["row_format"] = "xml", ["team"] = "red", ["x"] = "y" };
        var message = ConfFolder.Refusal(() => ChosenSettings.Check(new ChosenApp(), given, "here"));
        Assert.Contains("'xml' does not fit 'row_format'", message);
        Assert.Contains("; 'x' is no setting of chosen_log", message);
    }

    [Fact]
    public async Task A_run_whose_settings_its_type_does_not_have_ends_before_it_asks_for_anything()
    {
        var folder = Directory.CreateTempSubdirectory("apps-chosen-");
        using var conf = new ConfFolder(ConfFolder.Cluster(
            ("sa_prod_duo_auth_duo_app", ConfFolder.Entry("duo", """, "target": "local", "settings": {"x": "y"}""", "duo_auth"))));
        using var composition = new Composition(new DataFolder(folder.FullName), new TestClock(), NullLoggerFactory.Instance);

        var refusal = await Assert.ThrowsAsync<AppException>(() => composition.RunAsync(conf.Load().Find("prod", "duo"), null, null, default));

        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Equal("'duo': \"settings\" in clusters/prod.json: duo_auth has no settings: leave them out", refusal.Message);
        Assert.Empty(folder.EnumerateFileSystemInfos());
        folder.Delete(recursive: true);
    }

    private static void Check(AppIntegration app, string name, string value) =>
        ChosenSettings.Check(app, new Dictionary<string, string> { [name] = value }, "here");
}
