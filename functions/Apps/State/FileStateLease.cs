using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;

namespace StreamAlert.Apps.State;

/// <summary>A lease on a state file: the lock while it lasts, and the fence where a file system knows no locks.</summary>
internal sealed class FileStateLease(string path, FileStream hold, long fence) : StateLease
{
    private (long Length, DateTime Written) mine;

    private string Parts => $"{path}.parts";

    public override Task SaveAsync(StateDocument document, CancellationToken cancellationToken) => TryAsync(() =>
    {
        CheckFence();
        PrivateFiles.Write(path, document.ToBytes());
        mine = Look();
    });

    // The lock holds as long as the process; there is no term to renew.
    public override Task RenewAsync(CancellationToken cancellationToken) => TryAsync(CheckFence);

    public override Task<ReadOnlyMemory<byte>?> ReadPartAsync(string name, CancellationToken cancellationToken) =>
        TryAsync<ReadOnlyMemory<byte>?>(() =>
            File.Exists(PartPath(name)) ? (ReadOnlyMemory<byte>?)File.ReadAllBytes(PartPath(name)) : null);

    public override Task WritePartAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => TryAsync(() =>
    {
        CheckFence();
        PrivateFiles.CreateMissingFolder(Parts);
        PrivateFiles.Write(PartPath(name), content.Span);
    });

    public override Task KeepPartsAsync(IReadOnlySet<string> names, CancellationToken cancellationToken) => TryAsync(() =>
    {
        CheckFence();
        if (Directory.Exists(Parts))
        {
            foreach (var part in Directory.EnumerateFiles(Parts).Where(part => !names.Contains(Path.GetFileName(part))).ToList())
            {
                File.Delete(part);
            }
        }
    });

    public override ValueTask DisposeAsync() => hold.DisposeAsync();

    private string PartPath(string name) => Path.Combine(Parts, name);

    private (long Length, DateTime Written) Look() =>
        new FileInfo(path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : default;

    // What nobody touched since we wrote it needs no reading.
    private void CheckFence()
    {
        if (Look() != mine
            && File.Exists(path)
            && StateDocument.Parse(File.ReadAllBytes(path), path).Lease is { } lease
            && lease.Fence != fence)
        {
            throw AppException.StateFailed($"the lease on {path} was taken over by {lease.Owner}; this run stops, that one goes on");
        }
    }

    private Task<bool> TryAsync(Action work) => TryAsync(() =>
    {
        work();
        return true;
    });

    private Task<T> TryAsync<T>(Func<T> work)
    {
        try
        {
            return Task.FromResult(work());
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            return Task.FromException<T>(
                AppException.StateFailed($"the state in {path} cannot be read or written: {problem.Message}", problem));
        }
        catch (AppException problem)
        {
            return Task.FromException<T>(problem);
        }
    }
}
