using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>
/// One writer of a cluster's file at a time. The lock is on <c>.&lt;cluster&gt;.json.lock</c> and ends with its process; that file stays,
/// for were it removed, one could hold the removed file and another the next of that name.
/// </summary>
internal static class ConfigLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <exception cref="AppException">StateFailed: another command holds it for too long, or the folder cannot be written to.</exception>
    public static IDisposable Take(string file, TimeProvider clock)
    {
        var path = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.lock");
        for (var began = clock.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path))
            {
                if (clock.GetElapsedTime(began) > Patience)
                {
                    throw AppException.StateFailed(
                        $"{file} is being changed by another command: try again when it is done ({path} is locked)", e);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw AppException.StateFailed(
                    $"{file} cannot be changed: check who may write to its folder and that the disk has room", e);
            }

            Task.Delay(Pause, clock).Wait();
        }
    }
}
