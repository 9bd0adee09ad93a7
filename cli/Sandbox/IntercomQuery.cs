using System.Globalization;

namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// What a request asks for: the activities between two times, on from so many of them, counted from the newest. Where a page begins is
/// said by its number, or by the cursor that the page before gave.
/// </summary>
/// <param name="From">The earliest time that an activity may have.</param>
/// <param name="Before">The time that all activities are before.</param>
/// <param name="Skipped">How many activities are on the pages before.</param>
/// <param name="Step">How many pages came before.</param>
/// <param name="Size">How many activities a page holds.</param>
/// <param name="Fingerprint">What makes a cursor one of this window.</param>
internal sealed record IntercomQuery(DateTimeOffset From, DateTimeOffset Before, int Skipped, int Step, int Size, string Fingerprint)
{
    public const string Page = "page";
    public const string Cursor = "starting_after";
    private const int MostEvents = 20;

    /// <exception cref="SandboxRefusal">A parameter is missing, unknown, or not what it should be; the refusal names it.</exception>
    public static IntercomQuery Parse(SandboxRequest request, int pageSize)
    {
        const string After = "created_at_after";
        request.Only(After, "created_at_before", Page, Cursor);
        var after = Number(request, After) ?? throw new SandboxRefusal(
            IntercomRefusal.Of(404, "parameter_not_found", $"Please provide the following parameters: {After}"), $"{After} is missing");

        // Neither bound is listed: the strictest reading of what is documented.
        var from = DateTimeOffset.FromUnixTimeSeconds(after + 1);
        var before = Number(request, "created_at_before") is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : DateTimeOffset.MaxValue;
        var fingerprint = PageToken.Fingerprint(request, Page, Cursor);
        var size = Math.Min(MostEvents, pageSize);
        return (Number(request, Page), request.Single(Cursor)) switch
        {
            (null, null) => new(from, before, 0, 0, size, fingerprint),
            _ when request.IsStruckBy(FaultKind.Forget) => throw request.Wrong(Cursor),
            ( > 0 and <= 1_000_000 and var page, null) =>
                new(from, before, ((int)page - 1) * size, (int)page - 1, size, fingerprint),
            (null, var text) when PageToken.Read(text!, fingerprint) is { } token =>
                new(from, before, token.After ?? 0, token.Step, size, fingerprint),
            _ => throw request.Wrong(Cursor),
        };
    }

    private static long? Number(SandboxRequest request, string name) => request.Single(name) switch
    {
        null => null,
        { Length: <= 10 } text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw request.Wrong(name),
    };
}
