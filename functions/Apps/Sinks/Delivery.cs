using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Sinks;

/// <summary>Events on their way, and what goes beside their bytes.</summary>
/// <param name="Source">Where they come from.</param>
/// <param name="CollectedAt">When the page that brought them was read, UTC.</param>
/// <param name="Events">In the vendor's order.</param>
public sealed record Delivery(LogSource Source, DateTimeOffset CollectedAt, IReadOnlyList<LogEvent> Events);
