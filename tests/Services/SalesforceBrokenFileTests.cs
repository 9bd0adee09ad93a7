using System.Text;
using Microsoft.AspNetCore.Http;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

/// <summary>One file that cannot be read fails by itself: the others are read, and it is asked for again.</summary>
public sealed class SalesforceBrokenFileTests
{
    private const string Header = "\"EVENT_TYPE\",\"NOTE\"\n";
    private readonly SalesforcePaperOrg org = new();

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html><body>We will be back soon.</body></html>\n", 0, "it is a web page")]
    [InlineData("[{\"errorCode\":\"UNKNOWN_EXCEPTION\",\"message\":\"x\"}]", 0, "its record 1 is cut off, or not what its header says")]
    [InlineData("Service unavailable\n", 0, "it has no header of an event log file")]
    [InlineData("\"EVENT_TY", 0, "its record 1 is cut off, or not what its header says")]
    [InlineData(Header + "\"Login\",\"one\"\n\"Login\",\"two\"", 1, "it is cut off in row 2")]
    [InlineData(Header + "\"Login\",\"one\"\n\"Login\",\"say \"\"", 1, "its record 3 is cut off, or not what its header says")]
    [InlineData(Header + "\"Login\",\"one\"\n\"Login\",\"say \"", 1, "it is cut off in row 2")]
    [InlineData(Header + "\"Login\",\"one\"\n\"Login\"\n\"Login\",\"three\"\n", 1, "its record 3 is cut off, or not what its header says")]
    [InlineData(Header + "\"Login\",\"one\"\n\"Login\",\"two\",\"more\"\n\"Login\",\"three\"\n", 1, "its record 3 is cut off, or not what its header says")]
    [InlineData(Header + "\"Login\",\"one\"\n\"Login\",\"t\"wo\"\n", 1, "its record 3 is cut off, or not what its header says")]
    [InlineData("\"EVENT_TYPE\",\"NOTE\"", 0, "it is cut off in its last line")]
    public async Task Delivers_what_is_before_the_break_and_goes_on_with_the_next_file(string content, int rows, string why)
    {
        org.Add("a", 1000, 1);
        org.Add("b", 1500, content);
        org.Add("c", 1600, 1);
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var good = await caller.GatherAsync(1000, 2000);
        using var broken = await caller.GatherAsync(1000, 2000, good.Next, good.Position);
        using var next = await caller.GatherAsync(1000, 2000, broken.Next, broken.Position);

        Assert.Equal((1, rows, 1), (good.Events.Count, broken.Events.Count, next.Events.Count));
        Assert.Equal((1500, Outcome.SourceFailed), (broken.Missing!.From.ToUnixTimeSeconds(), broken.Missing.Problem.Outcome));
        Assert.Equal(
            $"'my_app': Salesforce's file 0AT00000000000bGAI of 2024-05-01 00:00:00Z cannot be read: {why}; it is asked for again by each run",
            broken.Missing.Problem.Message);
        Assert.Equal((null, null), (next.Next, next.Missing));
        Assert.Matches($"^0AT00000000000aGAI@1000 0AT00000000000bGAI@1500:{rows}(:[0-9]+)? 0AT00000000000cGAI@1600$", next.Position);
    }

    [Fact]
    public async Task Notices_that_a_file_is_shorter_than_Salesforce_says()
    {
        var entry = org.Add("a", 1000, 2);
        entry.Length = 1000;
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal(2, page.Events.Count);
        Assert.Contains($"cannot be read: it ends after {entry.Content.Length} of 1000 bytes;", page.Missing!.Problem.Message);
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData(1000, "\n")]
    [InlineData(0, "")]
    public async Task Believes_an_end_that_looks_like_none_once_it_is_at_the_same_place_again(int more, string ending)
    {
        var entry = org.Add("a", 1000, SalesforcePaperOrg.Csv(["note 1", "note 2"]).TrimEnd('\n') + ending);
        entry.Length = entry.Content.Length + more;
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var first = await caller.GatherAsync(1000, 2000);
        using var second = await caller.GatherAsync(1000, 2000, position: first.Position);

        Assert.NotNull(first.Missing);
        Assert.Equal((null, null), (second.Missing, second.Next));
        Assert.Contains("is taken for whole, although it", second.Notice);
        Assert.Equal(2, first.Events.Concat(second.Events).Select(item => item.Id).Distinct().Count());
        Assert.Equal("0AT00000000000aGAI@1000", second.Position);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Service unavailable\n")]
    public async Task Never_takes_for_an_empty_file_what_is_none(string content)
    {
        org.Add("a", 1000, content).Length = 5120;
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.NotNull(page.Missing);
    }

    [Fact]
    public async Task Notices_that_the_connection_broke_off()
    {
        org.Add("a", 1000, 3).Answer = async context =>
        {
            context.Response.ContentLength = 5120;
            await context.Response.WriteAsync($"{Header}\"Login\",\"one\"\n\"Lo");
            await context.Response.Body.FlushAsync();
            context.Abort();
        };
        org.Add("b", 1001, 1);
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var broken = await caller.GatherAsync(1000, 2000);
        using var next = await caller.GatherAsync(1000, 2000, broken.Next, broken.Position);

        Assert.Contains("broke the answer off", broken.Missing!.Problem.Message);
        Assert.Equal((1, null), (next.Events.Count, next.Next));
    }

    [Fact]
    public async Task Does_not_pass_on_letters_that_are_none()
    {
        org.Add("a", 1000, 1).Answer = async context =>
        {
            context.Response.ContentType = "text/csv; charset=ISO-8859-1";
            await context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes($"{Header}\"Login\",\"one\"\n\"Login\",\"zoë\"\n{new string('\n', 100)}"));
        };
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Single(page.Events);
        Assert.Contains("its row 2 is no UTF-8", page.Missing!.Problem.Message);
    }

    [Fact]
    public async Task Lets_no_single_row_fill_the_memory()
    {
        org.Add("a", 1000, $"{Header}\"Login\",\"one\"\n\"Login\",\"{new string('x', 20 << 20)}\"\n");
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Single(page.Events);
        Assert.NotNull(page.Missing);
    }

    [Theory]
    [InlineData(404, "NOT_FOUND", "nothing at this address (NOT_FOUND)")]
    [InlineData(400, "X", "did not accept the request (HTTP 400)")]
    [InlineData(500, "UNKNOWN_EXCEPTION", "failed (HTTP 500)")]
    [InlineData(503, "SERVER_UNAVAILABLE", "failed (HTTP 503)")]
    public async Task Goes_on_with_the_next_file_where_one_is_refused(int status, string code, string why)
    {
        org.Add("a", 1000, 1).Answer = ScriptedVendor.Status(status, $$"""[{"errorCode":"{{code}}","message":"{{code}}"}]""");
        org.Add("b", 1001, 1);
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var broken = await caller.GatherAsync(1000, 2000);
        using var next = await caller.GatherAsync(1000, 2000, broken.Next, broken.Position);

        Assert.StartsWith("'my_app': Salesforce's file 0AT00000000000aGAI of 2024-05-01 00:00:00Z cannot be read: ", broken.Missing!.Problem.Message);
        Assert.Contains(why, broken.Missing.Problem.Message);
        Assert.DoesNotContain('\n', broken.Missing.Problem.Message);
        Assert.Equal((1, null), (next.Events.Count, next.Next));
    }

    [Theory]
    [InlineData(403, "INSUFFICIENT_ACCESS", Outcome.AuthFailed)]
    [InlineData(403, "REQUEST_LIMIT_EXCEEDED", Outcome.Throttled)]
    public async Task Ends_the_run_where_it_is_not_the_files_fault(int status, string code, Outcome outcome)
    {
        org.Add("a", 1000, 1).Answer = ScriptedVendor.Status(status, $$"""[{"errorCode":"{{code}}","message":"x"}]""");
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);

        Assert.Equal(outcome, (await caller.RefusalAsync()).Outcome);
    }

    [Fact]
    public async Task Ends_the_run_where_Salesforce_is_down_as_a_whole()
    {
        org.Add("a", 1000, 1);
        org.Add("b", 1001, 1);
        var isDown = false;
        await using var vendor = await ScriptedVendor.StartAsync(context =>
            (isDown |= context.Request.Path.Value!.EndsWith("/LogFile", StringComparison.Ordinal)) ? ScriptedVendor.Status(503)(context) : org.AnswerAsync(context));
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var broken = await caller.GatherAsync(1000, 2000);

        Assert.NotNull(broken.Missing);
        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync(broken.Next)).Outcome);
        Assert.Single(SalesforcePaperOrg.Downloads(vendor).Distinct());
    }

    [Fact]
    public async Task Reads_a_file_that_broke_off_from_there_on_once_it_is_whole_and_no_other_file_again()
    {
        var content = SalesforcePaperOrg.Csv(Enumerable.Range(1, 1500).Select(row => $"note {row}"));
        var entry = org.Add("a", 1000, content);
        entry.Answer = context => context.Response.WriteAsync(content[..^205]);
        org.Add("b", 1400, 1);
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        var first = await ReadAsync(caller, null);
        Assert.Equal(1500 - 11 + 1, first.Ids.Count);
        Assert.NotNull(first.Problem);

        var second = await ReadAsync(caller, first.Position);
        Assert.Empty(second.Ids);
        Assert.NotNull(second.Problem);

        entry.Answer = null;
        var third = await ReadAsync(caller, second.Position);
        Assert.Null(third.Problem);
        Assert.Equal(1501, first.Ids.Concat(third.Ids).Distinct().Count());
        Assert.Equal(1501, first.Ids.Count + third.Ids.Count);
        Assert.Single(SalesforcePaperOrg.Downloads(vendor), SalesforcePaperOrg.Id("b"));
        Assert.Equal("0AT00000000000aGAI@1000 0AT00000000000bGAI@1400", third.Position);
    }

    [Fact]
    public async Task Says_so_where_a_file_is_gone_before_it_is_read_to_its_end()
    {
        var entry = org.Add("a", 1000, 1500);
        org.Add("b", 1000, 1);
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var first = await caller.GatherAsync(1000, 2000);
        entry.IsListed = false;
        using var other = SalesforcePaperOrg.Call(vendor);
        using var gone = await other.GatherAsync(1000, 2000, first.Next, first.Position);
        using var next = await other.GatherAsync(1000, 2000, gone.Next, gone.Position);

        Assert.Equal(
            "'my_app': Salesforce's file 0AT00000000000aGAI is no longer listed, though only 1000 of its rows were read; it is asked for again by each run",
            gone.Missing!.Problem.Message);
        Assert.Equal((1, null), (next.Events.Count, next.Next));
    }

    [Fact]
    public async Task Says_so_where_a_file_has_fewer_rows_than_before()
    {
        var entry = org.Add("a", 1000, 1500);
        await using var vendor = await org.StartAsync();
        using var caller = SalesforcePaperOrg.Call(vendor);
        using var first = await caller.GatherAsync(1000, 2000);
        entry.Answer = context => context.Response.WriteAsync(SalesforcePaperOrg.Csv(["one"]));
        entry.Length = 10;
        using var other = SalesforcePaperOrg.Call(vendor);
        using var second = await other.GatherAsync(1000, 2000, first.Next, first.Position);

        Assert.Contains("it has fewer rows than the 1000 that it had", second.Missing!.Problem.Message);
        Assert.Equal("0AT00000000000aGAI@1000:1000", second.Position);
    }

    private static async Task<(List<UInt128> Ids, string? Position, string? Problem)> ReadAsync(ServiceCaller caller, string? position)
    {
        var ids = new List<UInt128>();
        string? token = null;
        string? problem = null;
        do
        {
            using var page = await caller.GatherAsync(1000, 2000, token, position);
            ids.AddRange(page.Events.Select(item => item.Id));
            problem ??= page.Missing?.Problem.Message;
            (token, position) = (page.Next, page.Position);
        }
        while (token is not null);

        return (ids, position, problem);
    }
}
