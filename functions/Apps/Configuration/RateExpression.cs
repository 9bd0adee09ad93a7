using System.Globalization;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;

namespace StreamAlert.Apps.Configuration;

/// <summary>
/// How often an app runs, in EventBridge's words: <c>rate(1 minute)</c>, <c>rate(2 hours)</c>, <c>rate(100 days)</c>.
/// </summary>
public static partial class RateExpression
{
    // Far beyond any vendor's history, and near enough for "now minus the interval" to be a date.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(10_000);

    /// <summary>The time from one run to the next.</summary>
    /// <param name="text">
    /// A number from 1 without leading zeros, then <c>minute</c>, <c>hour</c> or <c>day</c> after 1, else the plural.
    /// </param>
    /// <param name="what">What the text is called in the message, such as <c>schedule_expression</c>.</param>
    /// <exception cref="AppException">Misconfigured: it is no such expression, or longer than 10,000 days.</exception>
    public static TimeSpan Parse(string text, string what = "interval") =>
        Problem(text, out var interval) is { } problem
            ? throw AppException.Misconfigured($"{what} {Shown.Of(text)} {problem}")
            : interval;

    /// <summary>As <see cref="Parse"/>, with false where that throws.</summary>
    public static bool TryParse(string? text, out TimeSpan interval)
    {
        interval = TimeSpan.Zero;
        return text is not null && Problem(text, out interval) is null;
    }

    private static string? Problem(string text, out TimeSpan interval)
    {
        interval = TimeSpan.Zero;
        if (Shape.Match(text) is not { Success: true } match)
        {
            return "is not a rate: write a number and minutes, hours or days, for example 'rate(2 hours)'";
        }

        var (digits, unit) = (match.Groups[1].Value, match.Groups[2].Value);
        if (digits[0] == '0')
        {
            return $"must count from 1, without leading zeros: for example 'rate(1 {unit})' or 'rate(2 {unit}s)'";
        }

        var named = digits == "1" ? unit : unit + "s";
        if (named != unit + match.Groups[3].Value)
        {
            return $"has a unit that does not agree with its number: write 'rate({digits} {named})'";
        }

        var one = unit switch { "minute" => TimeSpan.FromMinutes(1), "hour" => TimeSpan.FromHours(1), _ => TimeSpan.FromDays(1) };
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > Longest / one)
        {
            return $"is too long: give at most {Longest / one:0} {unit}s, for example 'rate(2 hours)'";
        }

        interval = TimeSpan.FromTicks(one.Ticks * count);
        return null;
    }

    [GeneratedRegex(@"^rate\(([0-9]+) (minute|hour|day)(s?)\)\z")]
    private static partial Regex Shape { get; }
}
