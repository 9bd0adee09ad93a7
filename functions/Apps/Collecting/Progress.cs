using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;

namespace StreamAlert.Apps.Collecting;

/// <summary>How far an app is, as its state document keeps it. All times are UTC.</summary>
public sealed record Progress
{
    /// <summary>Up to where every event is delivered, exclusive; null before the first run.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>Where collecting once began; nothing before it is ever asked for.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>When the last sweep that was drained was opened; null before the first.</summary>
    public DateTimeOffset? Swept { get; init; }

    /// <summary>The sweep that takes several windows; null where none is under way.</summary>
    public SweepUnderway? Sweep { get; init; }

    /// <summary>The window that is not drained yet; null where none is open.</summary>
    public Window? Window { get; init; }

    /// <summary>The source's own position, for sources that have one.</summary>
    public string? Position { get; init; }

    /// <summary>How many reads were begun, so that each has a number of its own.</summary>
    public long Reads { get; init; }

    /// <summary>What is remembered of the events that were delivered; see <see cref="SeenEvents"/>.</summary>
    public JsonObject? Seen { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public Outcome? Outcome { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset? LastStart { get; init; }

    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>What the last run counted.</summary>
    public Tally? LastTally { get; init; }

    /// <summary>Reads a document of ours, or of the original's, which knows no more than its last timestamp.</summary>
    public static Progress Read(StateDocument document, AppIntegration app) => ProgressDocument.Read(document, app);

    /// <summary>Writes it over a document, whose other keys stay.</summary>
    public void Write(StateDocument document, AppIntegration app) => ProgressDocument.Write(this, document, app);
}
