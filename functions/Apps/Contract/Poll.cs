namespace StreamAlert.Apps.Contract;

/// <summary>Which page is wanted.</summary>
/// <param name="From">Start of the window, UTC, inclusive; whole seconds.</param>
/// <param name="To">End of the window, UTC, exclusive; whole seconds.</param>
/// <param name="Token">Where in the window to go on, as <see cref="Page.Next"/> said; null for its first page.</param>
/// <param name="Position">The source's own position, as <see cref="Page.Position"/> said; null where it has none or none is known.</param>
public sealed record Poll(DateTimeOffset From, DateTimeOffset To, string? Token, string? Position);
