using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Collecting;

/// <summary>A stretch of log time that is read page by page, and drained before the watermark moves.</summary>
/// <param name="From">Its start, UTC, inclusive; whole seconds.</param>
/// <param name="To">Its end, UTC, exclusive; whole seconds.</param>
/// <param name="Opened">When it was opened, UTC.</param>
/// <param name="Read">The number of this read of it, unlike that of any other read of the app's.</param>
public sealed record Window(DateTimeOffset From, DateTimeOffset To, DateTimeOffset Opened, long Read)
{
    /// <summary>Whether it goes back as far as events can be late, or ends a sweep of several windows.</summary>
    public bool IsSweep { get; init; }

    /// <summary>Whether it is a part of a sweep, and not the last.</summary>
    public bool IsSweepPart { get; init; }

    /// <summary>Where to go on in it; null for its first page.</summary>
    public string? Token { get; init; }

    /// <summary>Up to where the vendor's own clock vouches for it, where that is behind ours; null for all of it.</summary>
    public DateTimeOffset? VouchedTo { get; init; }

    /// <summary>From where on a part of it could not be read, though the rest could; null for nothing.</summary>
    public DateTimeOffset? MissingFrom { get; init; }

    /// <summary>Where the watermark is once it is drained.</summary>
    public DateTimeOffset Drained => Earlier(To, Earlier(VouchedTo ?? To, MissingFrom ?? To));

    /// <summary>The same window, of which a page says what it could not read.</summary>
    public Window Without(Missing missing) => this with { MissingFrom = Earlier(MissingFrom ?? missing.From, missing.From) };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
