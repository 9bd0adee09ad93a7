using StreamAlert.Apps.Configuration;
using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

public sealed class AppEntryTests
{
    private const string Function = "sa_prod_box_admin_events_box_app";

    [Fact]
    public void Reads_an_entry_that_the_original_wrote()
    {
        var app = Read("");

        Assert.Equal(Function, app.FunctionName);
        Assert.Equal(("prod", "box", "box_admin_events", "aws"), (app.Cluster, app.Name, app.Type, app.Target));
        Assert.Equal(("rate(1 hour)", TimeSpan.FromHours(1)), (app.ScheduleExpression, app.Interval));
        Assert.Equal((TimeSpan.FromSeconds(80), 128, "debug", true), (app.Timeout, app.Memory, app.LogLevel, app.Enabled));
        Assert.Equal((null, null, null, null, null), (app.BaseUrl, app.Since, app.SleepBetweenRequests, app.MaxEventBytes, app.Output));
    }

    [Fact]
    public void Reads_the_keys_that_the_original_does_not_have()
    {
        var app = Read("""
            , "target": "local", "enabled": false, "base_url": "http://localhost:1/x/", "since": "2026-01-31T08:00:00+01:00",
            "sleep_seconds": 0.5, "max_event_bytes": 5000000000, "output": "-"
            """);

        Assert.Equal(("local", false, "http://localhost:1/x"), (app.Target, app.Enabled, app.BaseUrl?.AbsoluteUri));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.FromHours(1)), app.Since);
        Assert.Equal((TimeSpan.FromMilliseconds(500), 5_000_000_000, "-"), (app.SleepBetweenRequests, app.MaxEventBytes, app.Output));
    }

    [Fact]
    public void Reads_null_as_a_key_that_is_missing()
    {
        var app = Read(""", "target": null, "base_url": null, "enabled": null, "sleep_seconds": null, "max_event_bytes": null""");
        Assert.Equal(("aws", null, true, null, null), (app.Target, app.BaseUrl, app.Enabled, app.SleepBetweenRequests, app.MaxEventBytes));
    }

    [Fact]
    public void Has_no_interval_where_the_schedule_is_a_cron()
    {
        using var folder = new ConfFolder(ConfFolder.Cluster((Function, ConfFolder.Entry(schedule: "cron(0 10 * * ? *)"))));
        Assert.Null(folder.Load().Find("prod", "box").Interval);
    }

    [Fact]
    public void Shows_the_entry_as_it_stands_as_a_copy()
    {
        using var folder = new ConfFolder(ConfFolder.Cluster((Function, ConfFolder.Entry(more: """, "zeta": 1.0, "alpha": {"b": 1e2}"""))));
        var conf = folder.Load();
        var raw = conf.Find("prod", "box").Raw;

        Assert.Equal(
            ["app_name", "concurrency_limit", "log_level", "log_retention_days", "memory", "metric_alarms", "schedule_expression", "timeout", "type", "zeta", "alpha"],
            raw.Select(pair => pair.Key));
        Assert.Equal("1.0", raw["zeta"]!.ToJsonString());
        Assert.Equal("""{"b":1e2}""", raw["alpha"]!.ToJsonString());

        raw["app_name"] = "changed";
        Assert.Equal("box", conf.Find("prod", "box").Raw["app_name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("\"timeout\": 80", "\"timeout\": \"80\"", "timeout", "a whole number, without quotes")]
    [InlineData("\"timeout\": 80", "\"timeout\": 80.0", "timeout", "a whole number, without quotes")]
    [InlineData("\"timeout\": 80", "\"timeout\": 99999999999", "timeout", "a whole number, without quotes")]
    [InlineData("\"timeout\": 80", "\"timeout\": 5", "timeout", "from 10 to 900 seconds")]
    [InlineData("\"memory\": 128", "\"memory\": true", "memory", "a whole number, without quotes")]
    [InlineData("\"memory\": 128", "\"memory\": 0", "memory", "megabytes above 0")]
    [InlineData("\"app_name\": \"box\"", "\"app_name\": 1", "app_name", "text in quotes")]
    [InlineData("\"app_name\": \"box\"", "\"app_name\": \"\"", "app_name", "text in quotes, not empty")]
    [InlineData("\"app_name\": \"box\"", "\"app_name\": \"Box\"", "app_name", "lower-case letters")]
    [InlineData("\"type\": \"box_admin_events\"", "\"type\": []", "type", "text in quotes")]
    [InlineData("\"type\": \"box_admin_events\"", "\"type\": \"box/../x\"", "type", "lower-case letters")]
    [InlineData("\"log_level\": \"debug\"", "\"log_level\": 3", "log_level", "text in quotes")]
    [InlineData("rate(1 hour)", "rate(1 hours)", "schedule_expression", "write 'rate(1 hour)'")]
    [InlineData("rate(1 hour)", "sometimes", "schedule_expression", "'rate(2 hours)'")]
    [InlineData("\"timeout\": 80", "\"timeout\": 80, \"target\": \"azur\"", "target", "did you mean 'azure'?")]
    [InlineData("\"timeout\": 80", "\"timeout\": 80, \"enabled\": \"no\"", "enabled", "true or false")]
    [InlineData("\"timeout\": 80", "\"timeout\": 80, \"base_url\": \"http://x.example.com\"", "base_url", "must be https")]
    [InlineData("\"timeout\": 80", "\"timeout\": 80, \"since\": \"2026-01-31\"", "since", "2026-01-31T08:00:00Z")]
    [InlineData("\"timeout\": 80", "\"timeout\": 80, \"sleep_seconds\": -1", "sleep_seconds", "from 0 to 86400")]
    [InlineData("\"timeout\": 80", "\"timeout\": 80, \"sleep_seconds\": 1e999", "sleep_seconds", "from 0 to 86400")]
    [InlineData("\"timeout\": 80", "\"timeout\": 80, \"sleep_seconds\": \"1\"", "sleep_seconds", "a number of seconds")]
    [InlineData("\"timeout\": 80", "\"timeout\": 80, \"max_event_bytes\": 1023", "max_event_bytes", "1024 bytes or more")]
    [InlineData("\"timeout\": 80", "\"timeout\": 80, \"output\": {}", "output", "text in quotes")]
    public void Names_file_line_key_and_app_of_what_is_wrong_and_what_to_write(string right, string wrong, string key, string help)
    {
        using var folder = new ConfFolder(ConfFolder.Cluster((Function, ConfFolder.Entry().Replace(right, wrong, StringComparison.Ordinal))));
        var message = ConfFolder.Refusal(() => folder.Load().Apps("prod"));

        var line = 1 + folder.Read()[..folder.Read().IndexOf($"\"{key}\"", StringComparison.Ordinal)].Count(letter => letter == '\n');
        Assert.StartsWith($"{folder.ClusterPath} line {line}: {key} of {Function} ", message);
        Assert.Contains(help, message);
    }

    [Theory]
    [InlineData("app_name")]
    [InlineData("type")]
    [InlineData("schedule_expression")]
    [InlineData("timeout")]
    [InlineData("memory")]
    public void Names_the_key_that_is_missing_and_the_one_that_may_be_meant_to_be_it(string key)
    {
        var typo = key.Remove(1, 1);
        using var folder = new ConfFolder(ConfFolder.Cluster((Function, ConfFolder.Entry().Replace($"\"{key}\"", $"\"{typo}\"", StringComparison.Ordinal))));
        var message = ConfFolder.Refusal(() => folder.Load().Apps("prod"));
        Assert.Contains($"{Function} has no {key}: add it, or is '{typo}' meant to be it?", message);
        Assert.StartsWith($"{folder.ClusterPath} line ", message);
    }

    [Fact]
    public void Names_a_key_that_is_missing_without_a_trace()
    {
        using var folder = new ConfFolder(ConfFolder.Cluster((Function, """{"app_name": "box"}""")));
        Assert.Equal($"{folder.ClusterPath}: {Function} has no type: add it", ConfFolder.Refusal(() => folder.Load().Apps("prod")));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    public void Refuses_an_entry_that_is_no_object(string entry)
    {
        using var folder = new ConfFolder(ConfFolder.Cluster((Function, entry)));
        Assert.Equal(
            $"{folder.ClusterPath} line 1: {Function} must be an object {{...}} with app_name, type and so on",
            ConfFolder.Refusal(() => folder.Load().Apps("prod")));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("app.1")]
    public void Refuses_a_function_name_that_could_not_name_a_file_or_a_secret(string function)
    {
        using var folder = new ConfFolder(ConfFolder.Cluster((function, ConfFolder.Entry())));
        Assert.Contains($"the function name '{function}' must be made of letters", ConfFolder.Refusal(() => folder.Load().Apps("prod")));
    }

    private static AppEntry Read(string more)
    {
        using var folder = new ConfFolder(ConfFolder.Cluster((Function, ConfFolder.Entry(more: more))));
        return Assert.Single(folder.Load().Apps("prod"));
    }
}
