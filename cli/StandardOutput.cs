using Microsoft.Win32.SafeHandles;

namespace StreamAlert.Apps.Cli;

/// <summary>Standard output for events, of which none may vanish.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>A stream whose writes fail when their reader is gone.</summary>
    public static Stream Open()
    {
        // The console's own stream keeps silent about a reader that has gone, so that what it had not read would count as delivered.
        if (!OperatingSystem.IsWindows() && Console.IsOutputRedirected)
        {
            var pipe = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }
        }

        // Where it is a file, others may write to it after us: the console's stream leaves the place to go on at with the system.
        return Console.OpenStandardOutput();
    }
}
