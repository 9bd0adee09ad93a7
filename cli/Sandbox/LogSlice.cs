namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>A page of a log.</summary>
/// <param name="Numbers">The numbers of its events, in the page's order.</param>
/// <param name="Next">The number of the event after which the next page begins; null where this is the last page.</param>
/// <param name="Count">How many events are listed in the whole window, on all of its pages.</param>
public sealed record LogSlice(IReadOnlyList<int> Numbers, int? Next, int Count);
