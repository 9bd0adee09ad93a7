namespace StreamAlert.Apps.Collecting;

/// <summary>What is asked of a run.</summary>
/// <param name="Owner">Who runs, for those who find the lease taken: <c>host:1234</c>.</param>
/// <param name="LookBack">How far the very first run looks back: one interval of the app's schedule.</param>
/// <param name="Since">Where the very first run starts instead, UTC; null for the look-back.</param>
/// <param name="Sleep">How long to wait before each request but the first, in place of what the service says; null for that.</param>
public sealed record RunOrder(string Owner, TimeSpan LookBack, DateTimeOffset? Since = null, TimeSpan? Sleep = null);
