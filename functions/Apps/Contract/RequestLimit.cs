namespace StreamAlert.Apps.Contract;

/// <summary>A vendor's limit.</summary>
/// <param name="Requests">How many requests it takes.</param>
/// <param name="Per">In how much time.</param>
public sealed record RequestLimit(int Requests, TimeSpan Per);
