using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Sinks;

namespace StreamAlert.Apps.Collecting;

/// <summary>
/// Hands a page's new events over: to the sink, and what it can never take to the place for dead letters, with a stand-in.
/// </summary>
internal sealed class Courier(LogSource source, ISink sink, ISink deadLetters, TimeProvider clock)
{
    /// <returns>What became of the events: nothing that is counted as delivered can still be lost.</returns>
    /// <exception cref="AppException">It is not sure that all arrived.</exception>
    public async Task<Tally> DeliverAsync(Page page, IReadOnlyList<LogEvent> fresh, CancellationToken cancellationToken)
    {
        var repeated = page.Events.Count - fresh.Count;
        var delivery = new Delivery(source, clock.GetUtcNow(), fresh);
        var receipt = fresh.Count > 0 ? await sink.SendAsync(delivery, cancellationToken) : new Receipt(0, []);
        var deadLettered = receipt.Refused.Count > 0 ? await BuryAsync(delivery, receipt.Refused, cancellationToken) : 0;
        return new Tally(1, page.Events.Count, receipt.Accepted, repeated, deadLettered);
    }

    // The event first, the stand-in second: a stand-in never points to nothing.
    private async Task<int> BuryAsync(Delivery delivery, IReadOnlyList<RefusedEvent> refused, CancellationToken cancellationToken)
    {
        var buried = await deadLetters.SendAsync(delivery with { Events = [.. refused.Select(one => one.Event)] }, cancellationToken);
        var standIns = await sink.SendAsync(
            delivery with { Events = [.. refused.Select(one => DeadLetter.StandInFor(one, deadLetters.Address))] }, cancellationToken);
        return standIns.Accepted == refused.Count
            ? buried.Accepted
            : throw AppException.SinkFailed(
                $"'{source.App}': {sink.Address} refuses even the pointers to events that are too large for it: raise its limit");
    }
}
