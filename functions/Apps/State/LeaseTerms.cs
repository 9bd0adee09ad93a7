namespace StreamAlert.Apps.State;

/// <summary>The lease as it stands in a document.</summary>
/// <param name="Owner">Who took it last, such as <c>host:1234</c>.</param>
/// <param name="Expires">Until when it holds if nobody renews it, UTC.</param>
/// <param name="Fence">Goes up by one with every taking, so that a holder that was taken over is known by its number.</param>
public sealed record LeaseTerms(string Owner, DateTimeOffset Expires, long Fence);
