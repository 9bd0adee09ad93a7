using System.Net;

namespace StreamAlert.Apps.Contract;

/// <summary>
/// What ends a run before it is complete, or a command before it did its work. The message is for the person on call: what happened,
/// to which app, and what to do; it never holds a secret, nor what a vendor or an event said verbatim.
/// </summary>
public sealed class AppException : Exception
{
    private AppException(Outcome outcome, string message, Exception? inner = null)
        : base(message, inner) => Outcome = outcome;

    public Outcome Outcome { get; }

    /// <summary>The HTTP status that the vendor refused with; null where it is not that.</summary>
    public HttpStatusCode? Status { get; private init; }

    /// <summary>How long the vendor, or its quota, wants to be left alone; null where nothing was said.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public static AppException Misconfigured(string message, Exception? inner = null) => new(Outcome.Misconfigured, message, inner);

    public static AppException AuthFailed(string message) => new(Outcome.AuthFailed, message);

    public static AppException Throttled(string message, TimeSpan? retryAfter) =>
        new(Outcome.Throttled, message) { RetryAfter = retryAfter };

    public static AppException SourceFailed(string message, Exception? inner = null, HttpStatusCode? status = null) =>
        new(Outcome.SourceFailed, message, inner) { Status = status };

    public static AppException SinkFailed(string message, Exception? inner = null) => new(Outcome.SinkFailed, message, inner);

    public static AppException StateFailed(string message, Exception? inner = null) => new(Outcome.StateFailed, message, inner);

    public static AppException Busy(string message) => new(Outcome.Busy, message);
}
