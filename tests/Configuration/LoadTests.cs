using System.Text;
using StreamAlert.Apps.Configuration;
using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

public sealed class LoadTests
{
    [Fact]
    public void Reads_the_prefix_and_the_clusters_in_order()
    {
        using var folder = new ConfFolder();
        folder.Write("clusters/dev.json", "{}");
        folder.Write("clusters/.hidden.json", "no JSON");
        folder.Write("clusters/notes.txt", "no JSON");
        var conf = folder.Load();

        Assert.Equal((folder.Path, "sa"), (conf.Folder, conf.Prefix));
        Assert.Equal(["dev", "prod"], conf.Clusters);
        Assert.Empty(conf.Apps("dev"));
    }

    [Fact]
    public void Finds_no_app_in_the_sample_that_this_repository_carries()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "AppsAzure.sln")))
        {
            root = root.Parent!;
        }

        var conf = AppsConfiguration.Load(Path.Combine(root.FullName, "conf"));
        Assert.Equal("streamalert", conf.Prefix);
        Assert.Empty(conf.Apps(Assert.Single(conf.Clusters)));
    }

    [Fact]
    public void Says_which_folder_or_file_is_missing_and_what_belongs_there()
    {
        using var folder = new ConfFolder();
        var gone = folder.File("nowhere");
        Assert.StartsWith($"{gone} is missing: it is the folder of the configuration", ConfFolder.Refusal(() => AppsConfiguration.Load(gone)));

        File.Delete(folder.ClusterPath);
        Assert.Contains($"has no cluster: create {folder.ClusterPath}", folder.LoadRefusal());

        Directory.Delete(folder.File("clusters"));
        Assert.StartsWith($"{folder.File("clusters")} is missing: create it", folder.LoadRefusal());

        File.Delete(folder.File("global.json"));
        Assert.StartsWith($"{folder.File("global.json")} is missing: create it", folder.LoadRefusal());
    }

    [Theory]
    [InlineData("{}", ": account.prefix is missing: add")]
    [InlineData("{\"account\": {}}", ": account.prefix is missing: add")]
    [InlineData("{\n\"account\": 1}", " line 2: account must be an object {...}")]
    [InlineData("{\"account\": {\n\n\"prefix\": 1}}", " line 3: account.prefix must be text in quotes")]
    [InlineData("{\"account\": {\"prefix\": \"\"}}", " line 1: account.prefix '' must be made of lower-case letters")]
    [InlineData("{\"account\": {\"prefix\": \"A B\"}}", " line 1: account.prefix 'A B' must be made of lower-case letters")]
    public void Says_what_is_wrong_with_the_prefix(string text, string problem)
    {
        using var folder = new ConfFolder();
        folder.Write("global.json", text);
        Assert.StartsWith(folder.File("global.json") + problem, folder.LoadRefusal());
    }

    [Theory]
    [InlineData("", " line 1: the file is empty")]
    [InlineData("[]", " line 1: the file must hold an object {...}")]
    [InlineData("null", " line 1: the file must hold an object {...}")]
    [InlineData("{\n  \"a\": 1,\n  // why\n  \"b\": 2\n}", " line 3: JSON has no comments: remove it")]
    [InlineData("{\n  \"a\": 1 /* why */\n}", " line 2: JSON has no comments: remove it")]
    [InlineData("{\n  \"a\": 1,\n}", " line 3: remove the comma before the closing bracket")]
    [InlineData("{\n  \"a\": [1, 2,]\n}", " line 2: remove the comma before the closing bracket")]
    [InlineData("{\n  \"a\": 1\n  \"b\": 2\n}", " line 3: this is no JSON at column 3")]
    [InlineData("{\r\n  \"a\": nul\r\n}", " line 2: this is no JSON at column 11")]
    [InlineData("{\n  \"a\": 'x'\n}", " line 2: this is no JSON at column 8")]
    [InlineData("{\n  \"a\": 1\n", " line 3: the file ends too early: close what is open")]
    [InlineData("{\n  \"a\": 1\n}\n{}", " line 4: this is no JSON at column 1")]
    [InlineData("{\n  \"a\": 1,\n  \"b\": {\n    \"x\": 1,\n    \"x\": 2\n  }\n}", " line 5: the key 'x' stands here and in line 4: remove one of them")]
    [InlineData("{\n  \"\\u0061\": 1,\n  \"a\": 1}", " line 3: the key 'a' stands here and in line 2: remove one of them")]
    [InlineData("{\n  \"a\": \"\\ud800\"\n}", " line 2: a text is not valid UTF-8, or has half a surrogate pair")]
    [InlineData("{\n  \"modules\": []\n}", " line 2: modules must be an object {...}")]
    [InlineData("{\n  \"modules\": {\n  \"streamalert_apps\": 1}\n}", " line 3: streamalert_apps must be an object {...}")]
    [InlineData("{\n  \"data_sources\": \"\"\n}", " line 2: data_sources must be an object {...}")]
    [InlineData("{\n  \"data_sources\": {\"streamalert_app\": []}\n}", " line 2: streamalert_app must be an object {...}")]
    public void Says_in_which_line_a_file_is_broken_and_what_to_do(string text, string problem)
    {
        using var folder = new ConfFolder(text);
        Assert.StartsWith(folder.ClusterPath + problem, folder.LoadRefusal());
    }

    [Fact]
    public void Refuses_a_file_in_another_encoding_but_not_a_byte_order_mark()
    {
        using var folder = new ConfFolder();
        File.WriteAllBytes(folder.ClusterPath, [.. Encoding.Latin1.GetBytes("{\n\"a\": \"caf\u00e9\"}")]);
        Assert.Contains(" line 2: a text is not valid UTF-8", folder.LoadRefusal());

        File.WriteAllText(folder.ClusterPath, ConfFolder.Empty, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Empty(folder.Load().Apps("prod"));
    }

    [Fact]
    public void Says_that_a_file_cannot_be_read()
    {
        using var folder = new ConfFolder();
        File.Delete(folder.File("global.json"));
        Directory.CreateDirectory(folder.File("global.json"));
        Assert.StartsWith($"{folder.File("global.json")} cannot be read: check", folder.LoadRefusal());
    }

    [Fact]
    public void Refuses_nesting_without_end()
    {
        using var folder = new ConfFolder(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)));
        Assert.Contains(" line 1: ", folder.LoadRefusal());
    }
}
