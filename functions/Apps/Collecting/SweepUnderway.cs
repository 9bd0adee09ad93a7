namespace StreamAlert.Apps.Collecting;

/// <summary>A sweep that is longer than the vendor answers at once, and read in several windows.</summary>
/// <param name="Opened">When its first window was opened, UTC: what came later is for the next sweep to find.</param>
/// <param name="ReadTo">Up to where it is read, UTC, exclusive.</param>
public sealed record SweepUnderway(DateTimeOffset Opened, DateTimeOffset ReadTo);
