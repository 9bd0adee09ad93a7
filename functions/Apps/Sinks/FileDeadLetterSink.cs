using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;

namespace StreamAlert.Apps.Sinks;

/// <summary>The place for events that no sink takes: one file an event, named by its event id.</summary>
public sealed class FileDeadLetterSink(string folder) : ISink
{
    public string Address => folder;

    public Task<Receipt> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            PrivateFiles.CreateFolder(folder);
            foreach (var item in delivery.Events)
            {
                PrivateFiles.Write(Path.Combine(folder, DeadLetter.FileName(item)), item.Bytes.Span);
            }

            return Task.FromResult(new Receipt(delivery.Events.Count, []));
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            throw AppException.SinkFailed($"an event that is too large cannot be put into {folder}: {problem.Message}", problem);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
