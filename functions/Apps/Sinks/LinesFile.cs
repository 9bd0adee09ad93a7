using StreamAlert.Apps.Files;

namespace StreamAlert.Apps.Sinks;

/// <summary>A file of lines that one writer at a time appends to, opened where a line begins.</summary>
internal sealed class LinesFile : IDisposable
{
    private readonly FileStream? hold;

    private LinesFile(FileStream stream, FileStream? hold) => (Stream, this.hold) = (stream, hold);

    public FileStream Stream { get; }

    /// <summary>Opens or makes a file, for its owner alone. Others may read it meanwhile, none may write.</summary>
    /// <exception cref="IOException">It cannot be opened, or another writer has it.</exception>
    public static LinesFile Open(string path)
    {
        PrivateFiles.CreateMissingFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var stream = new FileStream(path, PrivateFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));
        FileStream? hold = null;
        try
        {
            hold = Hold(path, stream);
            if (stream.CanSeek)
            {
                TornLine.Mend(stream);
            }

            return new LinesFile(stream, hold);
        }
        catch
        {
            hold?.Dispose();
            stream.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Stream.Dispose();
        hold?.Dispose();
    }

    // Where locks are only advice, one on the file itself keeps out readers as well, or else no writer. The file of this lock stays, for
    // were it removed, one could hold the removed file and another the next of that name. Pipes and devices need none.
    private static FileStream? Hold(string path, FileStream file)
    {
        if (!file.CanSeek || path.StartsWith("/dev/", StringComparison.Ordinal))
        {
            return null;
        }

        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        var beside = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.lock");
        return new FileStream(beside, PrivateFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
    }
}
