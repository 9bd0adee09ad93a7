namespace StreamAlert.Apps.Files;

/// <summary>Replaces a file as a whole: who reads it finds the old one or the new one, whatever happens in between.</summary>
public static class AtomicFile
{
    /// <summary>Writes to a file beside it, down to the disk, and renames that over it; a link is followed.</summary>
    /// <param name="mode">Who may read and write it; null to keep what the file has.</param>
    /// <exception cref="IOException">The disk is full, the path is no file's, and so on; the file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; the file is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, UnixFileMode? mode = null)
    {
        var isThere = File.Exists(path);
        var file = (isThere ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        var temporary = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.{Guid.NewGuid():n}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, Options(mode)))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && mode is null && isThere)
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(file));
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    private static FileStreamOptions Options(UnixFileMode? mode)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows() && mode is not null)
        {
            options.UnixCreateMode = mode;
        }

        return options;
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception problem) when (PrivateFiles.IsTrouble(problem))
        {
            // What went wrong first is what to tell.
        }
    }
}
