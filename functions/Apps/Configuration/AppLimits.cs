using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>What a run may be given, within what a Lambda function can have.</summary>
public static class AppLimits
{
    /// <summary>Refuses all but 10 to 900 seconds.</summary>
    /// <exception cref="AppException">Misconfigured: states the range and the value.</exception>
    public static void CheckTimeout(int seconds)
    {
        if (seconds is < 10 or > 900)
        {
            throw AppException.Misconfigured($"timeout {seconds} is out of range: give from 10 to 900 seconds");
        }
    }

    /// <summary>Refuses all but 128 to 3008 megabytes in steps of 64.</summary>
    /// <exception cref="AppException">Misconfigured: states the range and the value.</exception>
    public static void CheckMemory(int mb)
    {
        if (mb is < 128 or > 3008 || mb % 64 != 0)
        {
            throw AppException.Misconfigured($"memory {mb} is out of range: give from 128 to 3008 megabytes, a multiple of 64");
        }
    }

    internal static void CheckSleep(TimeSpan sleep)
    {
        if (sleep < TimeSpan.Zero || sleep > TimeSpan.FromDays(1))
        {
            throw AppException.Misconfigured(
                FormattableString.Invariant($"sleep_seconds {sleep.TotalSeconds} is out of range: give from 0 to 86400 seconds"));
        }
    }

    internal static void CheckMaxEventBytes(long bytes)
    {
        if (bytes < 1024)
        {
            throw AppException.Misconfigured($"max_event_bytes {bytes} is out of range: give 1024 bytes or more");
        }
    }
}
