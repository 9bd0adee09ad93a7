using System.Net;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Services;

/// <summary>One step of a walk through the files of a window: some rows of one file.</summary>
internal sealed class SalesforceStep(Session session, SalesforceOrg org, SalesforceWalk walk, Poll poll, SalesforceBookmark? at)
{
    private readonly SalesforceMemory memory = SalesforceMemory.Read(poll.Position);

    public required TimeSpan Overlap { get; init; }

    /// <summary>Whether a row stays the line that it is.</summary>
    public required bool IsRaw { get; init; }

    public async Task<Page> TakeAsync(CancellationToken cancellationToken)
    {
        var asOf = walk.IsNew ? await walk.ListAsync(org, poll, at, cancellationToken) : null;
        if (walk.Reader is null && at is { Rows: not null } && !walk.IsAt(at))
        {
            return Vanished(at, asOf);
        }

        var reader = walk.Reader;
        if (reader is null && await NextAsync(cancellationToken) is { } file)
        {
            reader = walk.Read(file, KnownOf(file), memory.EndOf(file));
        }

        if (reader is null)
        {
            return new Page([]) { AsOf = asOf, Position = memory.Write(poll.From, null, Overlap) };
        }

        var rows = new SalesforceRows(session.Source.Type, IsRaw);
        try
        {
            return await ReadAsync(reader, rows, asOf, cancellationToken);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    private async Task<Page> ReadAsync(
        SalesforceReader reader, SalesforceRows rows, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        var file = reader.Entry;
        var isMore = true;
        Missing? missing = null;
        try
        {
            await reader.OpenAsync(org, cancellationToken);
            while (!rows.IsFull && (isMore = await reader.ReadAsync(cancellationToken)))
            {
                rows.Add(reader);
            }
        }
        catch (Exception problem) when (SalesforceReader.Why(problem, session.Source.App) is { } why)
        {
            missing = file.Missing(session.Source, why);
        }

        if (missing is not null)
        {
            memory.Break(file.Id, file.Created, reader.Rows, reader.Ended);
        }
        else if (!isMore)
        {
            memory.Finish(file);
        }

        var isOpen = missing is null && isMore;
        var next = isOpen ? $"{SalesforceBookmark.Behind(file, reader.Rows)}"
            : walk.HasNext(memory) ? $"{SalesforceBookmark.Behind(file)}"
            : null;
        if (!isOpen)
        {
            walk.Close();
        }

        // After a file that could not be read, the next page lists anew: where Salesforce is down as a whole, the run ends with that.
        if (next is not null && missing is null)
        {
            walk.Keep(session, poll, next);
        }

        return new Page(rows.Events(file.Created), rows)
        {
            AsOf = asOf,
            Missing = missing,
            Notice = reader.Notice,
            Next = next,
            Position = memory.Write(poll.From, file.Created, Overlap),
        };
    }

    // Where a list can no longer be followed, it is asked for anew from the file on that was finished last.
    private async Task<SalesforceFile?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await walk.NextAsync(org, memory, cancellationToken);
        }
        catch (AppException refusal) when (refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound)
        {
            await walk.ListAsync(org, poll, at, cancellationToken);
            return await walk.NextAsync(org, memory, cancellationToken);
        }
    }

    private long KnownOf(SalesforceFile file) => at is not null && at.IsOf(file) ? at.Rows ?? 0 : memory.RowsOf(file);

    private Page Vanished(SalesforceBookmark bookmark, DateTimeOffset? asOf)
    {
        memory.Break(bookmark.Id, bookmark.Created, bookmark.Rows ?? 0, null);
        return new Page([])
        {
            AsOf = asOf,
            Missing = SalesforceFile.Missing(
                session.Source, bookmark.Id, bookmark.Created, $"is no longer listed, though only {bookmark.Rows} of its rows were read"),
            Next = $"{bookmark with { Rows = null }}",
            Position = memory.Write(poll.From, bookmark.Created, Overlap),
        };
    }
}
