namespace StreamAlert.Apps.Collecting;

/// <summary>How far a run is, told after each page.</summary>
/// <param name="Tally">What was counted so far.</param>
/// <param name="Window">The window at hand.</param>
/// <param name="At">The time of the last event of the page; null where it had none.</param>
public sealed record RunProgress(Tally Tally, Window Window, DateTimeOffset? At);
