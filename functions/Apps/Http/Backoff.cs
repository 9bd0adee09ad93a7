using System.Net;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>What is worth another try, and when: 1, 2, 4, 8, 16, 32 s, each with up to a second of jitter.</summary>
public static class Backoff
{
    private const int MostThrottledAttempts = 6;
    private const int MostFailedAttempts = 4;

    /// <param name="attempt">Which attempt just failed, counted from 1.</param>
    public static TimeSpan Delay(int attempt) => TimeSpan.FromMilliseconds((1000 << Math.Min(attempt - 1, 5)) + Random.Shared.Next(1000));

    public static bool IsWorthIt(AppException failure, int attempt) => failure.Outcome switch
    {
        Outcome.Throttled => attempt < MostThrottledAttempts,
        Outcome.SourceFailed => attempt < MostFailedAttempts && failure.Status is null or HttpStatusCode.RequestTimeout
            or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        _ => false,
    };
}
