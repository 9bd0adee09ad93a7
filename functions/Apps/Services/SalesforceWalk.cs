using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>
/// How far a run is in a window: the files that are listed and not yet read, and the one that is being read. The session keeps it from
/// one page to the next; without it, a page lists anew.
/// </summary>
internal sealed class SalesforceWalk : IDisposable
{
    private readonly Queue<SalesforceFile> files = new();
    private (DateTimeOffset From, DateTimeOffset To, string? Token) place;
    private string? more;

    /// <summary>Whether nothing is listed yet.</summary>
    public bool IsNew { get; private set; } = true;

    /// <summary>The file that is being read; null where none is.</summary>
    public SalesforceReader? Reader { get; private set; }

    /// <summary>The walk that the session kept, where it stands at the page that is wanted; else a new one.</summary>
    public static SalesforceWalk Take(Session session, Poll poll)
    {
        var kept = session.Kept as SalesforceWalk;
        session.Kept = null;
        if (kept is not null && kept.place == (poll.From, poll.To, poll.Token))
        {
            return kept;
        }

        kept?.Dispose();
        return new SalesforceWalk();
    }

    /// <param name="session">Who keeps it.</param>
    /// <param name="poll">The page at hand.</param>
    /// <param name="next">The token of the page that it stands at now.</param>
    public void Keep(Session session, Poll poll, string next)
    {
        place = (poll.From, poll.To, next);
        session.Kept = this;
    }

    /// <summary>Lists the files of the window from a bookmark on, or from its start.</summary>
    /// <returns>Salesforce's clock; null where it did not say.</returns>
    public async Task<DateTimeOffset?> ListAsync(SalesforceOrg org, Poll poll, SalesforceBookmark? at, CancellationToken cancellationToken)
    {
        DateTimeOffset? asOf = null;
        var listed = new List<SalesforceFile>();
        files.Clear();
        more = org.Query(at?.Created ?? poll.From, poll.To);
        bool isSettled;
        do
        {
            var listing = await org.ListAsync(more, cancellationToken);
            asOf ??= listing.AsOf;
            more = listing.More;
            listed.AddRange(listing.Files);

            // Of the files of one second, those up to the bookmark are done with. Only Salesforce knows in which order they come.
            var mark = at is null ? -1 : listed.FindIndex(at.IsOf);
            isSettled = at is null || mark >= 0 || listed.Exists(file => file.Created > at.Created);
            files.Clear();
            foreach (var file in listed.Skip(mark + (at?.Rows is null ? 1 : 0)).Where(file => at is null || file.Created >= at.Created))
            {
                files.Enqueue(file);
            }
        }
        while (more is not null && (!isSettled || files.Count == 0));
        IsNew = false;
        return asOf;
    }

    /// <summary>Whether the next file is the one that a bookmark is in.</summary>
    public bool IsAt(SalesforceBookmark at) => files.TryPeek(out var file) && at.IsOf(file);

    /// <summary>Whether there may be another file.</summary>
    public bool HasNext(SalesforceMemory memory)
    {
        while (files.TryPeek(out var file) && memory.IsFinished(file))
        {
            files.Dequeue();
        }

        return files.Count > 0 || more is not null;
    }

    /// <summary>Lists on where all that was listed is done with.</summary>
    /// <returns>The next file that is not finished; null where there is none.</returns>
    public async Task<SalesforceFile?> NextAsync(SalesforceOrg org, SalesforceMemory memory, CancellationToken cancellationToken)
    {
        while (HasNext(memory))
        {
            if (files.TryDequeue(out var file))
            {
                return file;
            }

            var listing = await org.ListAsync(more!, cancellationToken);
            more = listing.More;
            foreach (var listed in listing.Files)
            {
                files.Enqueue(listed);
            }
        }

        return null;
    }

    /// <summary>Begins to read a file.</summary>
    public SalesforceReader Read(SalesforceFile file, long known, long? ended) => Reader = new SalesforceReader(file, known, ended);

    /// <summary>Is done with the file that was being read.</summary>
    public void Close()
    {
        Reader?.Dispose();
        Reader = null;
    }

    public void Dispose() => Close();
}
