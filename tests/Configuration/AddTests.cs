using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

public sealed class AddTests
{
    [Fact]
    public void Writes_the_defaults_of_the_original_in_its_order()
    {
        using var folder = new ConfFolder();
        var app = folder.Load().Add(ConfFolder.App());

        Assert.Equal("sa_prod_duo_auth_duo_prod_app", app.FunctionName);
        Assert.Equal(
            """
            {
              "id": "prod",
              "modules": {
                "streamalert_apps": {
                  "sa_prod_duo_auth_duo_prod_app": {
                    "app_name": "duo_prod",
                    "concurrency_limit": 1,
                    "log_level": "info",
                    "log_retention_days": 14,
                    "memory": 128,
                    "metric_alarms": {
                      "errors": {
                        "enabled": true,
                        "evaluation_periods": 1,
                        "period_secs": 120
                      }
                    },
                    "schedule_expression": "rate(2 hours)",
                    "timeout": 80,
                    "type": "duo_auth",
                    "target": "azure"
                  }
                }
              },
              "data_sources": {
                "streamalert_app": {
                  "sa_prod_duo_auth_duo_prod_app": [
                    "duo"
                  ]
                }
              }
            }

            """,
            folder.Read());
    }

    [Fact]
    public void Writes_what_else_was_given_and_reads_the_same()
    {
        using var folder = new ConfFolder();
        var conf = folder.Load();
        var given = ConfFolder.App(target: "local") with
        {
            BaseUrl = new Uri("http://localhost:8080/"),
            Since = new DateTimeOffset(2026, 1, 31, 8, 0, 0, 250, TimeSpan.FromHours(1)),
            SleepBetweenRequests = TimeSpan.FromSeconds(1.5),
            MaxEventBytes = 2048,
            Output = "/data/\u00e9\U0001F600 \"x\"\\\t\u0001.jsonl",
        };
        var app = conf.Add(given);

        Assert.Equal((given.BaseUrl, given.Since, given.SleepBetweenRequests), (app.BaseUrl, app.Since, app.SleepBetweenRequests));
        Assert.Equal((given.MaxEventBytes, given.Output), (app.MaxEventBytes, app.Output));
        Assert.Equal(app.Raw.ToJsonString(), folder.Load().Find("prod", "duo_prod").Raw.ToJsonString());
        Assert.Equal(app.Raw.ToJsonString(), conf.Find("prod", "duo_prod").Raw.ToJsonString());

        var text = folder.Read();
        Assert.Contains("\"base_url\": \"http://localhost:8080\"", text);
        Assert.Contains("\"since\": \"2026-01-31T08:00:00.25+01:00\"", text);
        Assert.Contains("\"sleep_seconds\": 1.5,", text);
        Assert.Contains("\"output\": \"/data/\u00e9\U0001F600 \\\"x\\\"\\\\\\t\\u0001.jsonl\"", text);

        conf.Add(ConfFolder.App("utc") with { Since = DateTimeOffset.UnixEpoch, SleepBetweenRequests = TimeSpan.FromSeconds(2) });
        Assert.Contains("\"since\": \"1970-01-01T00:00:00Z\"", folder.Read());
        Assert.Contains("\"sleep_seconds\": 2\n", folder.Read());
    }

    [Fact]
    public void Adds_lines_to_a_file_of_the_original_and_changes_none()
    {
        using var folder = new ConfFolder();
        folder.Load().Add(ConfFolder.App("first"));
        var before = folder.Read();
        folder.Load().Add(ConfFolder.App("second"));

        var lines = new Queue<string>(before.Split('\n').Select(line => line.TrimEnd(',')));
        foreach (var line in folder.Read().Split('\n').Where(line => lines.Count > 0 && line.TrimEnd(',') == lines.Peek()))
        {
            lines.Dequeue();
        }

        Assert.Empty(lines);
        Assert.Equal(["first", "second"], folder.Load().Apps("prod").Select(app => app.Name));
    }

    [Fact]
    public void Makes_what_apps_stand_in_where_the_cluster_has_none()
    {
        using var folder = new ConfFolder("""{"modules": null}""");
        folder.Load().Add(ConfFolder.App());
        Assert.Equal("duo_auth", folder.Load().Find("prod", "duo_prod").Type);
        Assert.Contains("\"streamalert_app\": {", folder.Read());
    }

    [Fact]
    public void Does_not_overwrite_a_list_of_data_sources_that_somebody_wrote()
    {
        using var folder = new ConfFolder("""{"data_sources": {"streamalert_app": {"sa_prod_duo_auth_duo_prod_app": ["duo", "mine"]}}}""");
        folder.Load().Add(ConfFolder.App());
        Assert.Contains("\"mine\"", folder.Read());
    }

    [Fact]
    public void Takes_up_what_another_command_wrote_since_the_file_was_read()
    {
        using var folder = new ConfFolder();
        var (mine, theirs) = (folder.Load(), folder.Load());
        theirs.Add(ConfFolder.App("theirs"));
        mine.Add(ConfFolder.App("mine"));

        Assert.Equal(["theirs", "mine"], mine.Apps("prod").Select(app => app.Name));
        Assert.Contains("'theirs' is taken", ConfFolder.Refusal(() => theirs.Add(ConfFolder.App("theirs", "duo_admin"))));
        Assert.Contains("'mine' is taken", ConfFolder.Refusal(() => theirs.Add(ConfFolder.App("mine", "duo_admin"))));
    }

    [Fact]
    public void Adds_beside_an_app_that_is_broken()
    {
        using var folder = new ConfFolder(ConfFolder.Cluster(("sa_prod_x_y_app", """{"app_name": "y", "timeout": "soon"}""")));
        folder.Load().Add(ConfFolder.App());
        Assert.Single(folder.Load().Problems("prod"));
        Assert.Contains("\"timeout\": \"soon\"", folder.Read());
    }

    [Fact]
    public void Refuses_a_name_that_is_taken_whatever_the_type()
    {
        using var folder = new ConfFolder();
        var conf = folder.Load();
        conf.Add(ConfFolder.App());
        var before = folder.Read();
        var expected = $"{folder.ClusterPath} line 5: the name 'duo_prod' is taken by an app of type duo_auth: choose another app_name";

        Assert.Equal(expected, ConfFolder.Refusal(() => conf.CheckNew(ConfFolder.App())));
        Assert.Equal(expected, ConfFolder.Refusal(() => conf.Add(ConfFolder.App(type: "duo_admin"))));
        Assert.Equal(before, folder.Read());
    }

    [Fact]
    public void Refuses_a_function_name_that_is_taken_here_or_in_another_cluster()
    {
        using var folder = new ConfFolder(ConfFolder.Cluster(("SA_prod_duo_auth_duo_prod_app", ConfFolder.Entry("other"))));
        Assert.Contains("SA_prod_duo_auth_duo_prod_app is taken", ConfFolder.Refusal(() => folder.Load().CheckNew(ConfFolder.App())));

        folder.Write("clusters/prod.json", ConfFolder.Empty);
        folder.Write("clusters/dev.json", ConfFolder.Cluster(("sa_prod_duo_auth_duo_prod_app", ConfFolder.Entry("other"))));
        Assert.StartsWith(folder.File("clusters/dev.json"), ConfFolder.Refusal(() => folder.Load().CheckNew(ConfFolder.App())));
    }

    [Theory]
    [InlineData("aws", 59)]
    [InlineData("azure", 127)]
    [InlineData("local", 200)]
    public void Refuses_a_function_name_that_its_target_cannot_take(string target, int limit)
    {
        using var folder = new ConfFolder();
        var conf = folder.Load();
        var longest = new string('x', limit - "sa_prod_duo_auth__app".Length);

        conf.CheckNew(ConfFolder.App(longest, target: target));
        var message = ConfFolder.Refusal(() => conf.CheckNew(ConfFolder.App(longest + "yz", target: target)));
        Assert.Contains(target == "local" ? "at most 200" : $"has {limit + 2} characters and {target} takes {limit}: make app_name shorter by 2", message);
    }

    [Fact]
    public void Refuses_a_function_that_would_not_begin_with_a_letter_on_azure()
    {
        using var folder = new ConfFolder();
        folder.Write("global.json", """{"account": {"prefix": "1st"}}""");
        folder.Load().CheckNew(ConfFolder.App(target: "aws"));
        Assert.Contains("must begin with a letter on azure: change account.prefix", ConfFolder.Refusal(() => folder.Load().CheckNew(ConfFolder.App())));
    }

    [Fact]
    public void Refuses_every_value_that_could_not_be_read_again_and_writes_nothing()
    {
        using var folder = new ConfFolder();
        var conf = folder.Load();
        var app = ConfFolder.App();

        Refuse(app with { Name = "" }, "app_name ''");
        Refuse(app with { Type = "Duo" }, "type 'Duo'");
        Refuse(app with { Service = "" }, "service ''");
        Refuse(app with { Target = "cloud" }, "target 'cloud'");
        Refuse(app with { ScheduleExpression = "rate(2 hour)" }, "write 'rate(2 hours)'");
        Refuse(app with { Timeout = TimeSpan.FromSeconds(9) }, "timeout 9 ");
        Refuse(app with { Timeout = TimeSpan.MaxValue - TimeSpan.FromTicks(TimeSpan.MaxValue.Ticks % TimeSpan.TicksPerSecond) }, "from 10 to 900");
        Refuse(app with { Timeout = TimeSpan.FromSeconds(80.5) }, "whole seconds");
        Refuse(app with { Memory = 100 }, "memory 100 ");
        Refuse(app with { BaseUrl = new Uri("http://api.example.com") }, "base_url must be https");
        Refuse(app with { BaseUrl = new Uri("api", UriKind.Relative) }, "base_url must be an absolute");
        Refuse(app with { SleepBetweenRequests = TimeSpan.FromSeconds(-1) }, "sleep_seconds -1 ");
        Refuse(app with { MaxEventBytes = 1 }, "max_event_bytes 1 ");
        Refuse(app with { Output = "" }, "output is empty");

        void Refuse(NewApp wrong, string problem)
        {
            Assert.Contains(problem, ConfFolder.Refusal(() => conf.CheckNew(wrong)));
            Assert.Contains(problem, ConfFolder.Refusal(() => conf.Add(wrong)));
            Assert.Equal(ConfFolder.Empty, folder.Read());
            Assert.Equal([folder.ClusterPath], Directory.GetFiles(folder.File("clusters")));
        }
    }

    [Fact]
    public void Refuses_a_file_that_was_broken_since_it_was_read()
    {
        using var folder = new ConfFolder();
        var conf = folder.Load();
        folder.Write("clusters/prod.json", "{ oops");
        Assert.StartsWith($"{folder.ClusterPath} line 1: ", ConfFolder.Refusal(() => conf.Add(ConfFolder.App())));
        Assert.Equal("{ oops", folder.Read());
    }

    [Fact]
    public void Fails_with_one_clear_line_where_the_folder_cannot_be_written_to()
    {
        using var folder = new ConfFolder();

        // Even an administrator cannot open a folder as a file.
        Directory.CreateDirectory(folder.File("clusters/.prod.json.lock"));
        var failure = Assert.Throws<AppException>(() => folder.Load().Add(ConfFolder.App()));

        Assert.Equal(Outcome.StateFailed, failure.Outcome);
        Assert.Equal($"{folder.ClusterPath} cannot be changed: check who may write to its folder and that the disk has room", failure.Message);
        Assert.Equal(ConfFolder.Empty, folder.Read());
    }
}
