namespace StreamAlert.Apps.Files;

/// <summary>Files that only their owner may read, written so that a crash leaves the old content or the new, never a part.</summary>
public static class PrivateFiles
{
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    /// <summary>Makes a folder for its owner alone; a folder that is there already is closed to others.</summary>
    public static void CreateFolder(string path)
    {
        CreateMissingFolder(path);
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            File.SetUnixFileMode(path, FolderMode);
        }
    }

    /// <summary>Makes a folder for its owner alone, and leaves one that is there as it is.</summary>
    public static void CreateMissingFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, FolderMode);
        }
    }

    /// <summary>Replaces a file by one for its owner alone.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content) => AtomicFile.Write(path, content, FileMode);

    /// <summary>How a file of its owner's is opened, unbuffered.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode is System.IO.FileMode.CreateNew or System.IO.FileMode.OpenOrCreate)
        {
            options.UnixCreateMode = FileMode;
        }

        return options;
    }

    /// <summary>Whether others than its owner may read or write a file.</summary>
    public static bool IsOpenToOthers(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;

    /// <summary>Whether an exception is the disk's or the system's, rather than a defect.</summary>
    public static bool IsTrouble(Exception problem) => problem is IOException or UnauthorizedAccessException;

    /// <summary>Whether a file could not be opened since another process, or another part of this one, has it for itself.</summary>
    public static bool IsHeldByAnother(IOException problem) => problem.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation;
}
