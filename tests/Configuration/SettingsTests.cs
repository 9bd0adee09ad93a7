using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

public sealed class SettingsTests
{
    private const string Function = "sa_prod_box_admin_events_box_app";

    [Theory]
    [InlineData("")]
    [InlineData(""", "settings": null""")]
    [InlineData(""", "settings": {}""")]
    public void Are_none_where_none_were_chosen(string more)
    {
        using var folder = Folder(more);
        Assert.Empty(folder.Load().Find("prod", "box").Settings);
    }

    [Fact]
    public void Are_read_as_texts_in_the_order_of_the_file()
    {
        using var folder = Folder(""", "settings": {"z": "json", "yes": true, "no": false, "n": 1.50, "e": "", "a": "\u00e9 \"x\""}""");
        var settings = folder.Load().Find("prod", "box").Settings;

        Assert.Equal(["z", "yes", "no", "n", "e", "a"], settings.Keys);
        Assert.Equal(["json", "true", "false", "1.50", "", "\u00e9 \"x\""], settings.Values);
    }

    [Theory]
    [InlineData("[]", "settings of sa_prod_box_admin_events_box_app is '[]': it must be an object of texts, such as {\"row_format\": \"json\"}")]
    [InlineData("\"json\"", "settings of sa_prod_box_admin_events_box_app is '\"json\"': it must be an object of texts")]
    [InlineData("{\n\n\"a\": null}", "settings 'a' of sa_prod_box_admin_events_box_app is 'null': it must be text in quotes, a number, true or false")]
    [InlineData("{\n\n\"a\": [1]}", "settings 'a' of sa_prod_box_admin_events_box_app is '[1]': it must be text in quotes, a number, true or false")]
    [InlineData("{\n\n\"a\": {\"b\": \"c\"}}", "settings 'a' of sa_prod_box_admin_events_box_app is '{\"b\":\"c\"}': it must be text in quotes")]
    public void Are_refused_with_file_and_line_where_they_are_no_texts(string settings, string words)
    {
        using var folder = Folder($", \"settings\": {settings}");
        var line = folder.Read().TrimEnd('}').Split('\n').Length;
        Assert.StartsWith($"{folder.ClusterPath} line {line}: {words}", ConfFolder.Refusal(() => folder.Load().Find("prod", "box")));
    }

    [Fact]
    public void Of_a_new_app_are_written_in_their_order_and_read_again()
    {
        using var folder = new ConfFolder();
        var chosen = new OrderedDictionary<string, string> { ["z"] = "json", ["a"] = "" };
        var app = folder.Load().Add(ConfFolder.App() with { Settings = chosen });

        Assert.Equal(chosen, app.Settings);
        Assert.Contains("\"settings\": {\n          \"z\": \"json\",\n          \"a\": \"\"\n        }\n", folder.Read());
        Assert.Equal(chosen, folder.Load().Find("prod", "duo_prod").Settings);
    }

    [Fact]
    public void Of_a_new_app_are_left_out_where_none_were_chosen()
    {
        using var folder = new ConfFolder();
        folder.Load().Add(ConfFolder.App());
        Assert.DoesNotContain("settings", folder.Read());
    }

    private static ConfFolder Folder(string more) => new(ConfFolder.Cluster((Function, ConfFolder.Entry(more: more))));
}
