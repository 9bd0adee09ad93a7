namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>A file of events.</summary>
/// <param name="number">Which file of its log.</param>
/// <param name="made">When it was made, UTC.</param>
/// <param name="listedFrom">From when on it is listed, UTC.</param>
/// <param name="rows">The numbers of its events.</param>
internal sealed class SalesforceLogFile(int number, DateTimeOffset made, DateTimeOffset listedFrom, IReadOnlyList<int> rows)
{
    public int Number => number;

    /// <summary>When it was made: whole seconds, UTC.</summary>
    public DateTimeOffset Created { get; } = DateTimeOffset.FromUnixTimeSeconds(made.ToUnixTimeSeconds());

    public DateTimeOffset ListedFrom => listedFrom;

    public IReadOnlyList<int> Rows => rows;

    /// <summary>The length of its content in bytes; 0 where nobody asked yet.</summary>
    public int Length { get; set; }

    /// <summary>The start of the hour or the day that it is about, UTC.</summary>
    public DateTimeOffset LogDate(bool isHourly)
    {
        var about = Created.AddHours(isHourly ? -4 : -24);
        return about.AddTicks(-(about.Ticks % (isHourly ? TimeSpan.TicksPerHour : TimeSpan.TicksPerDay)));
    }
}
