using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace StreamAlert.Apps.Configuration;

/// <summary>One configured app, as its entry in <c>clusters/&lt;cluster&gt;.json</c> says.</summary>
public sealed record AppEntry
{
    /// <summary>
    /// The entry's key under <c>modules.streamalert_apps</c>, <c>&lt;prefix&gt;_&lt;cluster&gt;_&lt;type&gt;_&lt;name&gt;_app</c>: the
    /// identity of the app's secret and state. Letters, digits, <c>_</c> and <c>-</c>, at most 200.
    /// </summary>
    public required string FunctionName { get; init; }

    public required string Cluster { get; init; }

    /// <summary><c>app_name</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>type</c>, such as <c>duo_auth</c>; whether there is such a type is not known here.</summary>
    public required string Type { get; init; }

    /// <summary>
    /// <c>target</c>, one of <see cref="TargetName.All"/>; <c>aws</c> where the entry has none, as the original's have not.
    /// </summary>
    public required string Target { get; init; }

    /// <summary><c>schedule_expression</c>: <c>rate(...)</c> or <c>cron(...)</c>.</summary>
    public required string ScheduleExpression { get; init; }

    /// <summary>The time from one run to the next; null where the schedule is a <c>cron(...)</c>.</summary>
    public TimeSpan? Interval => RateExpression.TryParse(ScheduleExpression, out var interval) ? interval : null;

    /// <summary><c>timeout</c>, 10 to 900 seconds.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary><c>memory</c>, in megabytes.</summary>
    public required int Memory { get; init; }

    /// <summary><c>log_level</c>, as it stands there; <c>info</c> where it is missing.</summary>
    public string LogLevel { get; init; } = "info";

    /// <summary><c>enabled</c>; true where it is missing.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary><c>base_url</c>: what stands in for the vendor's host. See <see cref="Configuration.BaseUrl.Check"/>.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary><c>since</c>: where the first run begins.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary><c>sleep_seconds</c>, from zero to a day: in place of the service's own wait.</summary>
    public TimeSpan? SleepBetweenRequests { get; init; }

    /// <summary><c>max_event_bytes</c>, 1024 or more.</summary>
    public long? MaxEventBytes { get; init; }

    /// <summary><c>output</c>: the path of the JSON Lines file; null for the one in the data folder.</summary>
    public string? Output { get; init; }

    /// <summary><c>settings</c>: what was chosen of what its type lets choose, by name; whether it fits is not known here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The entry as it stands, in the file's order, with what is unknown here; a copy.</summary>
    public required JsonObject Raw { get; init; }
}
