namespace StreamAlert.Apps.Cli.Sandbox;

/// <summary>
/// A page of activities, counted from the newest that is listed when it is asked for: whatever is listed since moves the rest on to the
/// next page. The next page is named by turns as Intercom documents it for this log, a link, and as it does for all others, an object.
/// </summary>
internal static class IntercomPage
{
    public static SandboxReply Of(SandboxLog log, SandboxRequest request, IntercomQuery query)
    {
        var all = log.Listed(query.From, query.Before).Reverse().ToList();
        var isEmpty = request.IsStruckBy(FaultKind.Empty);
        var numbers = isEmpty ? [] : all.Skip(query.Skipped).Take(query.Size).ToList();
        var end = query.Skipped + numbers.Count;
        var next = !isEmpty && end >= all.Count ? "null"
            : !isEmpty && query.Step % 2 == 0 ? $"\"{Link(request, (end / query.Size) + 1)}\""
            : $$"""{"per_page":{{query.Size}}, "starting_after":"{{new PageToken(end, query.Step + 1).Write(query.Fingerprint)}}"}""";
        return new SandboxReply()
            .Write("""{"type":"activity_log.list","pages":{"type":"pages","next":""")
            .Write($$"""{{next}},"page":{{query.Step + 1}},"per_page":{{query.Size}},"total_pages":{{Pages(all.Count, query.Size)}}},""")
            .Write("\"activity_logs\":[")
            .Write(log, numbers)
            .Write("]}");
    }

    private static int Pages(int events, int size) => (events + size - 1) / size;

    // Always whole, with the host that was asked and the window.
    private static string Link(SandboxRequest request, int page)
    {
        var window = request.Query.Where(parameter => parameter.Key is not (IntercomQuery.Page or IntercomQuery.Cursor))
            .Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}");
        return $"{Uri.UriSchemeHttp}://{request.Host}{request.Path}?{string.Join('&', window)}&{IntercomQuery.Page}={page}";
    }
}
