using System.Collections.Frozen;

namespace StreamAlert.Apps.Configuration;

/// <summary>An app that is to be configured; what is null is left out of its entry.</summary>
public sealed record NewApp
{
    public required string Cluster { get; init; }

    /// <summary>Lower-case letters, digits, <c>_</c> and <c>-</c>; unique in the cluster.</summary>
    public required string Name { get; init; }

    /// <summary>For example <c>duo_auth</c>.</summary>
    public required string Type { get; init; }

    /// <summary>For example <c>duo</c>: what the events are classified as.</summary>
    public required string Service { get; init; }

    /// <summary>One of <see cref="TargetName.All"/>.</summary>
    public required string Target { get; init; }

    /// <summary><c>rate(...)</c> or <c>cron(...)</c>.</summary>
    public required string ScheduleExpression { get; init; }

    /// <summary>10 to 900 whole seconds.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>128 to 3008 megabytes, a multiple of 64.</summary>
    public required int Memory { get; init; }

    public Uri? BaseUrl { get; init; }

    public DateTimeOffset? Since { get; init; }

    /// <summary>Zero to a day.</summary>
    public TimeSpan? SleepBetweenRequests { get; init; }

    /// <summary>1024 bytes or more.</summary>
    public long? MaxEventBytes { get; init; }

    /// <summary>The path of a JSON Lines file.</summary>
    public string? Output { get; init; }

    /// <summary>What was chosen of what its type lets choose, by name, in the order in which it is written.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = FrozenDictionary<string, string>.Empty;
}
