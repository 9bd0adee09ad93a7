using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>Replaces a file as a whole: who reads it finds the old one or the new one, whatever happens in between.</summary>
public static class AtomicFile
{
    /// <summary>Writes to a file beside it, down to the disk, and renames that over it; a link is followed, the mode is kept.</summary>
    /// <exception cref="AppException">StateFailed: the folder is read-only, the disk is full, and so on; the file is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string? temporary = null;
        try
        {
            var there = File.Exists(path);
            var file = (there ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
            temporary = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.{Guid.NewGuid():n}.tmp");
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            if (there && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(file));
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Remove(temporary);
            throw AppException.StateFailed(
                $"{path} cannot be written and is as it was: check who may write to its folder and that the disk has room", e);
        }
    }

    private static void Remove(string? temporary)
    {
        try
        {
            File.Delete(temporary ?? "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What went wrong first is what to tell.
        }
    }
}
