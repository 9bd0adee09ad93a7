using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Collecting;

/// <summary>What became of the events of a run's pages. Each event that was read is delivered, or repeated, or dead-lettered.</summary>
public sealed record Tally(long Pages = 0, long Read = 0, long Delivered = 0, long Repeated = 0, long DeadLettered = 0)
{
    /// <exception cref="AppException">The sum is wrong: an event would be lost without a trace.</exception>
    public Tally Add(Tally page)
    {
        var sum = new Tally(
            Pages + page.Pages,
            Read + page.Read,
            Delivered + page.Delivered,
            Repeated + page.Repeated,
            DeadLettered + page.DeadLettered);
        return sum.Read == sum.Delivered + sum.Repeated + sum.DeadLettered
            ? sum
            : throw AppException.SinkFailed(
                $"of {page.Read} events of a page, {page.Delivered} were delivered, {page.Repeated} repeated and {page.DeadLettered} "
                + "dead-lettered, which does not add up; nothing was checkpointed, the page comes again");
    }
}
