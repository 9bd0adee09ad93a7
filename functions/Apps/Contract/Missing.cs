namespace StreamAlert.Apps.Contract;

/// <summary>A part of a window that could not be read.</summary>
/// <param name="From">The earliest time, UTC, that it can hold events of: the watermark stays before it.</param>
/// <param name="Problem">Why: what the run ends with once the rest of the window is delivered.</param>
public sealed record Missing(DateTimeOffset From, AppException Problem);
