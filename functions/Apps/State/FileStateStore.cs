using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;

namespace StreamAlert.Apps.State;

/// <summary>
/// State in files that only their owner may read: one document for each function, named as the original names its parameter. A lock
/// that ends with its process guards it, so that a killed run is taken over at once.
/// </summary>
public sealed class FileStateStore(DataFolder data, TimeProvider clock) : IStateStore
{
    public string Address(string function) => Path.Combine(data.State, $"{function}_state");

    public async Task<StateDocument?> ReadAsync(string function, CancellationToken cancellationToken)
    {
        var path = Address(function);
        try
        {
            return File.Exists(path) ? StateDocument.Parse(await File.ReadAllBytesAsync(path, cancellationToken), path) : null;
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            throw AppException.StateFailed($"the state in {path} cannot be read: {problem.Message}", problem);
        }
    }

    public async Task<StateLease> AcquireAsync(string function, string owner, TimeSpan term, CancellationToken cancellationToken)
    {
        var hold = await LockAsync(function, cancellationToken);
        try
        {
            var document = await ReadAsync(function, cancellationToken) ?? StateDocument.Empty();
            var tookOverFrom = document.CurrentState == StateDocument.Running ? document.Lease?.Owner ?? "an earlier run" : null;
            var fence = (document.Lease?.Fence ?? 0) + 1;
            document.CurrentState = StateDocument.Running;
            document.Lease = new LeaseTerms(owner, clock.GetUtcNow() + term, fence);
            var lease = new FileStateLease(Address(function), hold, fence)
            {
                Document = document,
                Term = term,
                TookOverFrom = tookOverFrom,
            };
            PrivateFiles.Write(Address(function), document.ToBytes());
            return lease;
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            await hold.DisposeAsync();
            throw AppException.StateFailed($"the state in {Address(function)} cannot be written: {problem.Message}", problem);
        }
        catch
        {
            await hold.DisposeAsync();
            throw;
        }
    }

    // The operating system drops the lock with the process, however that ends.
    private async Task<FileStream> LockAsync(string function, CancellationToken cancellationToken)
    {
        var path = Path.Combine(data.State, $"{function}.lock");
        try
        {
            PrivateFiles.CreateMissingFolder(data.Root);
            PrivateFiles.CreateFolder(data.State);
            return new FileStream(path, PrivateFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException problem) when (PrivateFiles.IsHeldByAnother(problem))
        {
            var holder = (await ReadAsync(function, cancellationToken))?.Lease?.Owner ?? "another run";
            throw AppException.Busy($"{holder} is collecting this app just now and holds the lease on {Address(function)}");
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            throw AppException.StateFailed($"the state in {data.State} cannot be written: {problem.Message}", problem);
        }
    }
}
