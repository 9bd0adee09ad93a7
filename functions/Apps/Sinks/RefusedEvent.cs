using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Sinks;

/// <summary>An event that a sink can never take.</summary>
/// <param name="Event">The event.</param>
/// <param name="Reason">Why, in a few words: <c>1200000 bytes, where at most 1048576 fit</c>.</param>
public sealed record RefusedEvent(LogEvent Event, string Reason);
