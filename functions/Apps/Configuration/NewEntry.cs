using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>What a new app looks like in its cluster's file.</summary>
internal static class NewEntry
{
    /// <summary>Refuses what <see cref="EntryReader"/> would refuse, and what a new app is not to begin with.</summary>
    public static void Check(NewApp app)
    {
        AppName.Check(app.Name);
        AppName.Check(app.Type, "type");
        AppName.Check(app.Service, "service");
        TargetName.Check(app.Target);
        ScheduleExpression.Check(app.ScheduleExpression);
        if (app.Timeout.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            throw AppException.Misconfigured($"timeout {app.Timeout:c} has a part of a second: give from 10 to 900 whole seconds");
        }

        AppLimits.CheckTimeout((int)Math.Clamp(app.Timeout.TotalSeconds, int.MinValue, int.MaxValue));
        AppLimits.CheckMemory(app.Memory);
        if (app.BaseUrl is { } url)
        {
            BaseUrl.Check(url.OriginalString);
        }

        AppLimits.CheckSleep(app.SleepBetweenRequests ?? TimeSpan.Zero);
        AppLimits.CheckMaxEventBytes(app.MaxEventBytes ?? long.MaxValue);
        if (app.Output is "")
        {
            throw AppException.Misconfigured("output is empty: give the path of a file, or leave it out");
        }
    }

    /// <summary>The original's keys and defaults in the original's order, then ours; but one run of an app at a time, not two.</summary>
    public static JsonObject Of(NewApp app)
    {
        var entry = new JsonObject
        {
            ["app_name"] = app.Name,
            ["concurrency_limit"] = 1,
            ["log_level"] = "info",
            ["log_retention_days"] = 14,
            ["memory"] = app.Memory,
            ["metric_alarms"] = new JsonObject
            {
                ["errors"] = new JsonObject { ["enabled"] = true, ["evaluation_periods"] = 1, ["period_secs"] = 120 },
            },
            ["schedule_expression"] = app.ScheduleExpression,
            ["timeout"] = (int)app.Timeout.TotalSeconds,
            ["type"] = app.Type,
            ["target"] = app.Target,
        };

        Put("base_url", app.BaseUrl is { } url ? BaseUrl.Check(url.OriginalString).AbsoluteUri.TrimEnd('/') : null);
        Put("since", app.Since is { } since ? IsoTime.Text(since) : null);
        Put("sleep_seconds", app.SleepBetweenRequests is { } sleep ? sleep.Ticks / (decimal)TimeSpan.TicksPerSecond : null);
        Put("max_event_bytes", app.MaxEventBytes);
        Put("output", app.Output);
        Put("settings", app.Settings.Count > 0 ? new JsonObject(app.Settings.Select(Chosen)) : null);
        return entry;

        static KeyValuePair<string, JsonNode?> Chosen(KeyValuePair<string, string> setting) =>
            KeyValuePair.Create(setting.Key, (JsonNode?)JsonValue.Create(setting.Value));

        void Put(string key, JsonNode? value)
        {
            if (value is not null)
            {
                entry[key] = value;
            }
        }
    }
}
