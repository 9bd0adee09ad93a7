using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// A fault that strikes one request. <c>Call</c> is the number of the request, 1 being the first that the server gets, whatever it asks
/// for; <c>Status</c> is the HTTP status of a <see cref="FaultKind.Status"/>, else 0.
/// </summary>
public sealed partial record Fault(FaultKind Kind, int Call, int Status = 0)
{
    private const int MostCalls = 100_000;

    /// <summary>What can happen beside a status, as it is written: <c>truncate, close, ...</c></summary>
    public static string Names { get; } = string.Join(
        ", ", Enum.GetNames<FaultKind>().Where(name => name != nameof(FaultKind.Status)).Select(name => name.ToLowerInvariant()));

    /// <summary>
    /// Reads <c>503@3</c>, <c>truncate@2</c> or, for each of several calls, <c>close@4-6</c>.
    /// </summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static IReadOnlyList<Fault> Parse(string text)
    {
        var match = Form.Match(text);
        var first = Number(match.Groups["first"]);
        var last = match.Groups["last"].Success ? Number(match.Groups["last"]) : first;

        if (first < 1 || last < first || last - first >= MostCalls || KindOf(match.Groups["what"].Value) is not var (kind, status))
        {
            throw new FormatException(
                $"'{text}' is no fault: write what happens and on which call, such as 503@3, 429@2-4 or truncate@2; what happens is "
                + $"a status from 400 to 599, or one of {Names}.");
        }

        return [.. Enumerable.Range(first, last - first + 1).Select(call => new Fault(kind, call, status))];
    }

    private static (FaultKind Kind, int Status)? KindOf(string what) =>
        int.TryParse(what, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status is >= 400 and <= 599 ? (FaultKind.Status, status) : null
            : Enum.TryParse<FaultKind>(what, ignoreCase: true, out var kind) && kind != FaultKind.Status ? (kind, 0) : null;

    private static int Number(Group digits) =>
        int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^(?<what>[0-9]{3}|[a-z]+)@(?<first>[0-9]+)(-(?<last>[0-9]+))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }
}
