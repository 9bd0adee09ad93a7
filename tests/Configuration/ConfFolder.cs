using StreamAlert.Apps.Configuration;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

/// <summary>A configuration of its own for a test, gone with it.</summary>
internal sealed class ConfFolder : IDisposable
{
    public const string Empty = """{"id": "prod", "modules": {"streamalert_apps": {}}, "data_sources": {"streamalert_app": {}}}""";

    public ConfFolder(string prod = Empty)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "clusters"));
        Write("global.json", """{"account": {"prefix": "sa"}}""");
        Write("clusters/prod.json", prod);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("conf-").FullName;

    public string ClusterPath => File("clusters/prod.json");

    /// <summary>An entry of the original's; <paramref name="more"/> is put at its end.</summary>
    public static string Entry(string name = "box", string more = "", string type = "box_admin_events", string schedule = "rate(1 hour)") =>
        $$$"""
        {"app_name": "{{{name}}}", "concurrency_limit": 2, "log_level": "debug", "log_retention_days": 14, "memory": 128,
         "metric_alarms": {"errors": {"enabled": true}}, "schedule_expression": "{{{schedule}}}", "timeout": 80,
         "type": "{{{type}}}"{{{more}}}}
        """;

    /// <summary>A cluster's file: pairs of a function name and its entry.</summary>
    public static string Cluster(params (string Function, string Entry)[] apps) =>
        "{\"id\": \"prod\", \"modules\": {\"streamalert_apps\": {" + string.Join(",\n", apps.Select(app => $"\"{app.Function}\": {app.Entry}")) + "}}}";

    public static NewApp App(string name = "duo_prod", string type = "duo_auth", string target = "azure") => new()
    {
        Cluster = "prod",
        Name = name,
        Type = type,
        Service = "duo",
        Target = target,
        ScheduleExpression = "rate(2 hours)",
        Timeout = TimeSpan.FromSeconds(80),
        Memory = 128,
    };

    public static string Refusal(Action action)
    {
        var refusal = Assert.Throws<AppException>(action);
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal.Message;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name.Replace('/', System.IO.Path.DirectorySeparatorChar));

    public void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text);

    public string Read(string name = "clusters/prod.json") => System.IO.File.ReadAllText(File(name));

    public AppsConfiguration Load() => AppsConfiguration.Load(Path);

    public string LoadRefusal() => Refusal(() => Load());

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
