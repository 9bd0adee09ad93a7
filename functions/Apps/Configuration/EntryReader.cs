using System.Text.Json;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>Makes an <see cref="AppEntry"/> of JSON, or says which key is wrong, in which line, and what to write.</summary>
internal sealed class EntryReader(ConfigJson file, string function, JsonObject entry)
{
    public static AppEntry Read(ConfigJson file, JsonObject apps, string cluster, string function)
    {
        file.Checked(apps, function, "", () => FunctionName.Check(function));
        return apps[function] is JsonObject entry
            ? new EntryReader(file, function, entry).Read(cluster)
            : throw file.Wrong(apps, function, $"{function} must be an object {{...}} with app_name, type and so on");
    }

    private AppEntry Read(string cluster)
    {
        var name = Required("app_name");
        Checked("app_name", () => AppName.Check(name));
        var type = Required("type");
        Checked("type", () => AppName.Check(type, "type"));
        var target = Text("target") ?? TargetName.Aws;
        Checked("target", () => TargetName.Check(target));
        var schedule = Required("schedule_expression");
        Checked("schedule_expression", () => ScheduleExpression.Check(schedule));
        var timeout = Whole<int>("timeout") ?? throw Missing("timeout");
        Checked("timeout", () => AppLimits.CheckTimeout(timeout));

        return new()
        {
            FunctionName = function,
            Cluster = cluster,
            Name = name,
            Type = type,
            Target = target,
            ScheduleExpression = schedule,
            Timeout = TimeSpan.FromSeconds(timeout),
            Memory = Memory(),
            LogLevel = Text("log_level") ?? "info",
            Enabled = Enabled(),
            BaseUrl = Text("base_url") is { } url ? Checked("base_url", () => BaseUrl.Check(url)) : null,
            Since = Text("since") is { } since ? Checked("since", () => IsoTime.Parse(since)) : null,
            SleepBetweenRequests = Sleep(),
            MaxEventBytes = MaxEventBytes(),
            Output = Text("output"),
            Settings = EntrySettings.Read(file, entry, function),
            Raw = (JsonObject)entry.DeepClone(),
        };
    }

    // Lambda has outgrown the range that a new app is held to, and what was deployed by hand must not stop here.
    private int Memory() => Whole<int>("memory") is { } memory
        ? memory > 0 ? memory : throw Wrong("memory", "a number of megabytes above 0, such as 128")
        : throw Missing("memory");

    private bool Enabled() => entry["enabled"] is not { } value || value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("enabled", "true or false, without quotes"),
    };

    private TimeSpan? Sleep()
    {
        if (entry["sleep_seconds"] is not { } value)
        {
            return null;
        }

        if (value.GetValueKind() != JsonValueKind.Number
            || !value.AsValue().TryGetValue<double>(out var seconds)
            || seconds is < 0 or > 86400)
        {
            throw Wrong("sleep_seconds", "a number of seconds from 0 to 86400, such as 1.5");
        }

        return TimeSpan.FromSeconds(seconds);
    }

    private long? MaxEventBytes()
    {
        var bytes = Whole<long>("max_event_bytes");
        Checked("max_event_bytes", () => AppLimits.CheckMaxEventBytes(bytes ?? long.MaxValue));
        return bytes;
    }

    private string Required(string key) => Text(key) ?? throw Missing(key);

    private string? Text(string key) => entry[key] switch
    {
        null => null,
        { } value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text => text,
        _ => throw Wrong(key, "text in quotes, not empty"),
    };

    private T? Whole<T>(string key)
        where T : struct => entry[key] switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<T>(out var number) => number,
            _ => throw Wrong(key, "a whole number, without quotes"),
        };

    private AppException Wrong(string key, string expected) =>
        file.Wrong(entry, key, $"{key} of {function} is {Shown.Of(entry[key]!.ToJsonString())}: it must be {expected}");

    private AppException Missing(string key)
    {
        var near = Nearest.Of(key, entry.Select(pair => pair.Key).Where(other => other != key));
        var hint = near is null ? "" : $", or is '{near}' meant to be it?";
        return file.Wrong(entry, near ?? key, $"{function} has no {key}: add it{hint}");
    }

    private void Checked(string key, Action check) => file.Checked(entry, key, $" of {function}", check);

    private T Checked<T>(string key, Func<T> check)
    {
        T result = default!;
        Checked(key, () => { result = check(); });
        return result;
    }
}
