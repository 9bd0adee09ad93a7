using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

public sealed class FindTests
{
    private static readonly string Three = ConfFolder.Cluster(
        ("sa_prod_slack_access_slack_app", ConfFolder.Entry("slack", type: "slack_access")),
        ("sa_prod_box_admin_events_box_app", ConfFolder.Entry("box").Replace("80", "\"80\"", StringComparison.Ordinal)),
        ("sa_prod_duo_auth_duo_prod_app", ConfFolder.Entry("duo_prod", type: "duo_auth")));

    [Fact]
    public void Lists_the_apps_in_the_order_of_the_file()
    {
        using var folder = new ConfFolder(Three.Replace("\"80\"", "80", StringComparison.Ordinal));
        Assert.Equal(["slack", "box", "duo_prod"], folder.Load().Apps("prod").Select(app => app.Name));
        Assert.Empty(folder.Load().Problems("prod"));
    }

    [Fact]
    public void Does_not_let_a_broken_app_hide_the_others()
    {
        using var folder = new ConfFolder(Three);
        var conf = folder.Load();

        Assert.Equal(["slack", "duo_prod"], conf.SoundApps("prod").Select(app => app.Name));
        var (function, problem) = Assert.Single(conf.Problems("prod"));
        Assert.Equal("sa_prod_box_admin_events_box_app", function);
        Assert.Equal(problem, ConfFolder.Refusal(() => conf.Apps("prod")));
        Assert.Equal(problem, ConfFolder.Refusal(() => conf.Find("prod", "box")));
        Assert.Contains("timeout of sa_prod_box_admin_events_box_app", problem);
        Assert.Equal("slack_access", conf.Find("prod", "slack").Type);
    }

    [Fact]
    public void Names_the_clusters_that_there_are()
    {
        using var folder = new ConfFolder();
        folder.Write("clusters/dev.json", "{}");
        var conf = folder.Load();
        var expected = $"{folder.File("clusters")} has no cluster 'prdo': did you mean 'prod'? There are: dev, prod";

        Assert.Equal(expected, ConfFolder.Refusal(() => conf.Apps("prdo")));
        Assert.Equal(expected, ConfFolder.Refusal(() => conf.SoundApps("prdo")));
        Assert.Equal(expected, ConfFolder.Refusal(() => conf.Problems("prdo")));
        Assert.Equal(expected, ConfFolder.Refusal(() => conf.Find("prdo", "x")));
        Assert.Equal(expected, ConfFolder.Refusal(() => conf.Add(ConfFolder.App() with { Cluster = "prdo" })));
        Assert.EndsWith("'../prod': there are: dev, prod", ConfFolder.Refusal(() => conf.Apps("../prod")).Replace("did you mean 'prod'? T", "t", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_the_apps_that_there_are()
    {
        using var folder = new ConfFolder(Three);
        var conf = folder.Load();
        Assert.Equal(
            $"{folder.ClusterPath} has no app 'duo_pord': did you mean 'duo_prod'? There are: slack, box, duo_prod",
            ConfFolder.Refusal(() => conf.Find("prod", "duo_pord")));
        Assert.EndsWith("has no app '': there are: slack, box, duo_prod", ConfFolder.Refusal(() => conf.Find("prod", "")));

        using var empty = new ConfFolder();
        Assert.EndsWith("has no app 'x': there are none", ConfFolder.Refusal(() => empty.Load().Find("prod", "x")));
    }

    [Fact]
    public void Does_not_list_without_end()
    {
        using var folder = new ConfFolder(ConfFolder.Cluster([.. Enumerable.Range(0, 25).Select(n => ($"f{n}", ConfFolder.Entry($"app{n}")))]));
        Assert.EndsWith("app18, app19 and 5 more", ConfFolder.Refusal(() => folder.Load().Find("prod", "nothing_like_it")));
    }

    [Fact]
    public void Asks_which_of_two_apps_of_one_name_is_meant()
    {
        using var folder = new ConfFolder(ConfFolder.Cluster(
            ("sa_prod_duo_auth_duo_app", ConfFolder.Entry("duo", type: "duo_auth")),
            ("sa_prod_duo_admin_duo_app", ConfFolder.Entry("duo", type: "duo_admin"))));
        var conf = folder.Load();

        Assert.Equal(
            $"{folder.ClusterPath} has 2 apps named 'duo' (of type duo_auth and duo_admin): "
            + "give the function name of the one that is meant: sa_prod_duo_auth_duo_app or sa_prod_duo_admin_duo_app",
            ConfFolder.Refusal(() => conf.Find("prod", "duo")));
        Assert.Equal("duo_admin", conf.Find("prod", "sa_prod_duo_admin_duo_app").Type);
    }

    [Fact]
    public void Keeps_the_right_one_of_two_function_names_that_only_case_tells_apart()
    {
        using var folder = new ConfFolder(ConfFolder.Cluster(
            ("SA_prod_duo_auth_duo_app", ConfFolder.Entry("duo2", type: "duo_auth")),
            ("sa_prod_duo_auth_duo_app", ConfFolder.Entry("duo", type: "duo_auth"))));
        var conf = folder.Load();

        Assert.Equal("duo", Assert.Single(conf.SoundApps("prod")).Name);
        var (function, problem) = Assert.Single(conf.Problems("prod"));
        Assert.Equal("SA_prod_duo_auth_duo_app", function);
        Assert.StartsWith($"{folder.ClusterPath} line 1: the function name {function} is taken by sa_prod_duo_auth_duo_app", problem);
        Assert.Contains("rename this one", problem);
    }

    [Fact]
    public void Keeps_the_app_in_its_own_cluster_where_a_cluster_was_copied()
    {
        var prod = ConfFolder.Cluster(("sa_prod_duo_auth_duo_app", ConfFolder.Entry("duo", type: "duo_auth")));
        using var folder = new ConfFolder(prod);
        folder.Write("clusters/dev.json", prod);
        var conf = folder.Load();

        Assert.Empty(conf.Problems("prod"));
        Assert.Contains($"is taken by sa_prod_duo_auth_duo_app in {folder.ClusterPath}", Assert.Single(conf.Problems("dev")).Problem);
    }
}
