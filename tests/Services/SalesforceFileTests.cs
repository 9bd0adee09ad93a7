using System.Text;
using Microsoft.AspNetCore.Http;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>How files are listed, read page by page, and gone on with; and what becomes of those that cannot be read.</summary>
public sealed class SalesforceFileTests
{
    private readonly SalesforcePaperOrg org = new();

    [Fact]
    public async Task Makes_an_object_of_texts_of_each_row_in_the_order_of_the_header()
    {
        org.Add("a", 1000, "\"EVENT_TYPE\",\"Z \"\"x\"\"\",\"A\"\n\"Login\",\"001.50\",\"\"\n\"Login\",\"zoë 🦆 <&'+>\",\"C:\\\t\"\n");
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal(
            ["""{"EVENT_TYPE":"Login","Z \"x\"":"001.50","A":""}""", """{"EVENT_TYPE":"Login","Z \"x\"":"zoë \uD83E\uDD86 <&'+>","A":"C:\\\t"}"""],
            Texts(page));
        Assert.All(page.Events, item => Assert.Equal((1000, true), (item.Time!.Value.ToUnixTimeSeconds(), item.HasVendorId)));
        Assert.Equal((null, null), (page.Next, page.Missing));
    }

    [Fact]
    public async Task Keeps_rows_as_they_are_where_the_user_wants_them_raw()
    {
        org.Add("a", 1000, "\"EVENT_TYPE\",\"NOTE\"\n\"Login\",\"two\nlines, \"\"quoted\"\" zoë\"\r\n\"Login\",\"\"\n");
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor, settings: ("row_format", "csv"));
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal([""" "\"Login\",\"two\nlines, \"\"quoted\"\" zoë\"" """.Trim(), """ "\"Login\",\"\"" """.Trim()], Texts(page));
    }

    [Fact]
    public async Task Never_tears_a_row_apart_at_a_line_break_inside_quotes()
    {
        org.Add("a", 1000, SalesforcePaperOrg.Csv(["one\ntwo\r\nthree\n", "\"", "\n\"\n", "last"]));
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal(["one\ntwo\r\nthree\n", "\"", "\n\"\n", "last"], Notes(page));
    }

    [Fact]
    public async Task Gives_each_row_an_identity_of_its_own_that_never_changes()
    {
        org.Add("a", 1000, SalesforcePaperOrg.Csv(["same", "same"]));
        org.Add("b", 1000, SalesforcePaperOrg.Csv(["same"]));
        await using var vendor = await org.StartAsync();
        var all = new List<UInt128>();
        for (var run = 0; run < 2; run++)
        {
            using var caller = SalesforcePaperOrg.Call(vendor);
            all.AddRange((await DrainAsync(caller)).SelectMany(page => page.Ids));
        }

        Assert.Equal(3, all.Distinct().Count());
        Assert.Equal(all[..3], all[3..]);
        using var other = SalesforcePaperOrg.Call(vendor, "salesforce_loginas");
        Assert.Empty((await DrainAsync(other)).SelectMany(page => page.Ids).Intersect(all));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(2000)]
    public async Task Follows_the_list_to_its_end_and_keeps_to_its_order_where_files_are_of_one_second(int pageSize)
    {
        org.PageSize = pageSize;
        string[] names = ["c", "a", "e", "B", "d", "f"];
        foreach (var (at, name) in names.Index())
        {
            org.Add(name, at < 5 ? 1500 : 1600, 2);
        }

        await using var vendor = await org.StartAsync();
        using (var caller = SalesforcePaperOrg.Call(vendor))
        {
            Assert.Equal(12, (await DrainAsync(caller)).Sum(page => page.Notes.Count));
        }

        Assert.Equal(names.Select(SalesforcePaperOrg.Id), SalesforcePaperOrg.Downloads(vendor));

        // The same where each page is asked for by another process.
        Assert.Equal(12, (await DrainAsync(() => SalesforcePaperOrg.Call(vendor))).Sum(page => page.Notes.Count));
        Assert.Equal([.. names, .. names], SalesforcePaperOrg.Downloads(vendor).Select(id => id[3..15].TrimStart('0')));
    }

    [Fact]
    public async Task Reads_a_large_file_page_by_page_over_one_connection()
    {
        org.Add("a", 1000, 2500);
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        var pages = await DrainAsync(caller);

        Assert.Equal([1000, 1000, 500], pages.Select(page => page.Notes.Count));
        Assert.Equal(Enumerable.Range(1, 2500).Select(row => $"note {row}"), pages.SelectMany(page => page.Notes));
        Assert.Single(SalesforcePaperOrg.Downloads(vendor));
        Assert.Equal(3, vendor.Requests.Count);
    }

    [Fact]
    public async Task Goes_on_in_the_middle_of_a_file_where_another_run_left_it()
    {
        org.Add("a", 1000, 2500);
        org.Add("b", 1000, 1);
        await using var vendor = await org.StartAsync();
        var pages = await DrainAsync(() => SalesforcePaperOrg.Call(vendor));

        Assert.Equal([1000, 1000, 500, 1], pages.Select(page => page.Notes.Count));
        Assert.Equal(2501, pages.SelectMany(page => page.Ids).Distinct().Count());
        Assert.Equal([null, "1970-01-01T00:16:40Z 0AT00000000000aGAI 1000", "1970-01-01T00:16:40Z 0AT00000000000aGAI 2000", "1970-01-01T00:16:40Z 0AT00000000000aGAI"], pages.Select(page => page.Token));
    }

    [Fact]
    public async Task Hands_rows_over_before_their_file_has_come_to_its_end()
    {
        var end = new TaskCompletionSource();
        var content = SalesforcePaperOrg.Csv(Enumerable.Repeat(new string('x', 400), 3000));
        org.Add("a", 1000, content).Answer = async context =>
        {
            await context.Response.WriteAsync(content[..(content.Length / 2)]);
            await context.Response.Body.FlushAsync();
            await end.Task;
            await context.Response.WriteAsync(content[(content.Length / 2)..]);
        };
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var first = await caller.GatherAsync(1000, 2000);
        Assert.Equal(1000, first.Events.Count);

        end.SetResult();
        using var second = await caller.GatherAsync(1000, 2000, first.Next, first.Position);
        Assert.Equal(1000, second.Events.Count);
    }

    [Fact]
    public async Task Ends_a_page_of_long_rows_early()
    {
        org.Add("a", 1000, SalesforcePaperOrg.Csv(Enumerable.Repeat(new string('x', 300_000), 20)));
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);

        Assert.Equal([7, 7, 6], (await DrainAsync(caller)).Select(page => page.Notes.Count));
    }

    [Theory]
    [InlineData("\"EVENT_TYPE\",\"NOTE\"\n")]
    [InlineData("")]
    public async Task Takes_a_file_without_rows_for_what_it_is(string content)
    {
        org.Add("a", 1000, content);
        org.Add("b", 1001, 1);
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        var pages = await DrainAsync(caller);

        Assert.Equal([0, 1], pages.Select(page => page.Notes.Count));
        Assert.All(pages, page => Assert.Null(page.Problem));
    }

    [Fact]
    public async Task Is_done_where_nothing_is_listed()
    {
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var page = await caller.GatherAsync(1000, 2000, position: "0AT00000000000aGAI@1500 0AT00000000000bGAI@900 0AT00000000000cGAI@1200:7 nonsense");

        Assert.Empty(page.Events);
        Assert.Equal((null, "0AT00000000000cGAI@1200:7 0AT00000000000aGAI@1500"), (page.Next, page.Position));
    }

    [Fact]
    public async Task Downloads_no_file_again_that_is_finished_although_windows_overlap()
    {
        org.Add("a", 1000, 2);
        org.Add("b", 1500, 2);
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        var position = (await DrainAsync(caller, 1000, 2000))[^1].Position;
        Assert.Equal("0AT00000000000aGAI@1000 0AT00000000000bGAI@1500", position);

        org.Add("c", 1500, 2);
        using var next = await caller.GatherAsync(1400, 3000, position: position);
        Assert.Equal((2, null), (next.Events.Count, next.Next));
        Assert.Equal("0AT00000000000bGAI@1500 0AT00000000000cGAI@1500", next.Position);
        Assert.Equal(["a", "b", "c"], SalesforcePaperOrg.Downloads(vendor).Select(id => id[14..15]));
    }

    [Fact]
    public async Task Forgets_files_that_no_later_window_lists()
    {
        for (var hour = 0; hour < 720; hour++)
        {
            org.Add($"{hour}", 1_000_000 + (hour * 3600), 0);
        }

        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);

        Assert.InRange((await DrainAsync(caller, 1_000_000, 1_000_000 + (720 * 3600))).Max(page => page.Position!.Length), 1, 100);
    }

    [Fact]
    public async Task Starts_the_window_over_where_the_token_is_none_of_its_own()
    {
        await using var vendor = await org.StartAsync();
        foreach (var token in new[] { "x", "", "1970-01-01T00:16:40Z", "1970-01-01T00:16:40Z ", "1970-01-01T00:16:40Z a -1", "1970-01-01T00:16:40Z a 1 1" })
        {
            using var caller = SalesforcePaperOrg.Call(vendor);
            using var page = await caller.GatherAsync(1000, 2000, token);
            Assert.True(page.TokenExpired, token);
        }

        Assert.Empty(vendor.Requests);
    }

    [Fact]
    public async Task Lists_anew_where_Salesforce_forgot_where_a_list_goes_on()
    {
        org.PageSize = 1;
        org.Add("a", 1000, 1);
        org.Add("b", 1000, 1);
        org.Add("c", 1001, 1);
        var isForgotten = false;
        await using var vendor = await ScriptedVendor.StartAsync(context => context.Request.Path.Value!.EndsWith("-1", StringComparison.Ordinal) && !isForgotten && (isForgotten = true)
            ? ScriptedVendor.Status(400, """[{"message":"invalid query locator","errorCode":"INVALID_QUERY_LOCATOR"}]""")(context)
            : org.AnswerAsync(context));
        using var caller = SalesforcePaperOrg.Call(vendor);

        Assert.Equal(3, (await DrainAsync(caller)).Sum(page => page.Notes.Count));
        Assert.True(isForgotten);
        Assert.Equal(3, SalesforcePaperOrg.Downloads(vendor).Count);
    }

    private static async Task<List<Drained>> DrainAsync(ServiceCaller caller, long from = 1000, long to = 2000) => await DrainAsync(() => caller, from, to, isShared: true);

    /// <param name="call">Who asks for the next page.</param>
    private static async Task<List<Drained>> DrainAsync(Func<ServiceCaller> call, long from = 1000, long to = 2000, bool isShared = false)
    {
        var pages = new List<Drained>();
        string? token = null;
        string? position = null;
        do
        {
            var caller = call();
            using (var page = await caller.GatherAsync(from, to, token, position))
            {
                pages.Add(new Drained(token, Notes(page), [.. page.Events.Select(item => item.Id)], page.Position, page.Missing?.Problem.Message));
                (token, position) = (page.Next, page.Position ?? position);
            }

            if (!isShared)
            {
                caller.Dispose();
            }
        }
        while (token is not null && pages.Count < 1000);

        return pages;
    }

    private static List<string> Texts(Page page) => [.. page.Events.Select(item => Encoding.UTF8.GetString(item.Bytes.Span))];

    private static List<string> Notes(Page page) => [.. page.Events.Select(item =>
    {
        using var json = System.Text.Json.JsonDocument.Parse(item.Bytes);
        return json.RootElement.GetProperty("NOTE").GetString()!;
    })];

    private sealed record Drained(string? Token, List<string> Notes, List<UInt128> Ids, string? Position, string? Problem);
}
