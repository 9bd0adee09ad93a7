namespace StreamAlert.Apps.Sinks;

/// <summary>What became of a delivery: all its events are either accepted or refused.</summary>
/// <param name="Accepted">How many events arrived, as the sink itself counted them.</param>
/// <param name="Refused">Those that it can never take, in the order of the delivery.</param>
public sealed record Receipt(int Accepted, IReadOnlyList<RefusedEvent> Refused);
