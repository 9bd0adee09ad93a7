using System.Globalization;
using System.Net.Http.Headers;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Http;

/// <summary>Retry-After in all the forms that vendors send: seconds, fractions of seconds, dates.</summary>
public static class RetryAfter
{
    /// <summary>How long to wait from now on; null where the answer does not say, or says nonsense.</summary>
    public static TimeSpan? Of(Answer answer, TimeProvider clock)
    {
        // The typed header knows neither fractions nor a value sent twice.
        if (!answer.Headers.TryGetValues("Retry-After", out var values) || values.FirstOrDefault()?.Trim() is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && !double.IsNaN(seconds))
        {
            return seconds <= TimeSpan.FromDays(1).TotalSeconds
                ? TimeSpan.FromMilliseconds(Math.Ceiling(seconds * 1000))
                : TimeSpan.FromDays(1);
        }

        if (!RetryConditionHeaderValue.TryParse(text, out var header) || header.Date is not { } date)
        {
            return null;
        }

        // Both dates are the vendor's, so that a clock of ours that is off does no harm.
        var wait = date - (answer.Date ?? clock.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1) : wait;
    }
}
