using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Tests.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Services;

public sealed class DuoV1AppTests
{
    [Fact]
    public async Task Asks_from_a_second_before_the_window_and_keeps_what_is_in_it()
    {
        await using var vendor = await ScriptedVendor.StartAsync(Listing(999, 1000, 1000, 1999, 2000, 2001));
        using var caller = DuoCaller.Of("duo_admin", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal("/admin/v1/logs/administrator?mintime=999", vendor.Requests.Single().Target);
        Assert.Equal([1000, 1000, 1999], page.Events.Select(item => item.Time!.Value.ToUnixTimeSeconds()));
        Assert.All(page.Events, item => Assert.False(item.HasVendorId));
        Assert.Equal((null, null), (page.Next, page.Notice));
    }

    [Fact]
    public async Task Keeps_an_event_whose_time_cannot_be_read()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json("""{"stat":"OK","response":[{"action":"x"},{"timestamp":"?"}]}"""));
        using var caller = DuoCaller.Of("duo_admin", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000);

        Assert.Equal(2, page.Events.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reads_all_events_whichever_way_Duo_understands_mintime(bool isExclusive)
    {
        // 2500 events, three of each second, so that pages end within a second.
        var all = Enumerable.Range(0, 2500).Select(at => 1000 + (at / 3)).ToList();
        await using var vendor = await ScriptedVendor.StartAsync(context =>
        {
            var minTime = long.Parse(context.Request.Query["mintime"]!);
            return Listing([.. all.Where(time => isExclusive ? time > minTime : time >= minTime).Take(1000)])(context);
        });
        using var caller = DuoCaller.Of("duo_admin", vendor.Address);
        var seen = new HashSet<(long, int)>();
        string? token = null;
        do
        {
            using var page = await caller.GatherAsync(1000, 3000, token);
            foreach (var second in page.Events.GroupBy(item => item.Time!.Value.ToUnixTimeSeconds()))
            {
                seen.UnionWith(second.Select((_, at) => (second.Key, at)));
            }

            Assert.Null(page.Notice);
            token = page.Next;
        }
        while (token is not null && vendor.Requests.Count < 10);

        Assert.Equal(2500, seen.Count);
        Assert.InRange(vendor.Requests.Count, 3, 4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reads_all_offline_enrollments_although_pages_may_be_short(bool isExclusive)
    {
        var all = Enumerable.Range(0, 40).Select(at => 1000 + (at / 4)).ToList();
        await using var vendor = await ScriptedVendor.StartAsync(context =>
        {
            Assert.Equal("/admin/v1/logs/offline_enrollment", context.Request.Path);
            var minTime = long.Parse(context.Request.Query["mintime"]!);
            return Listing([.. all.Where(time => isExclusive ? time > minTime : time >= minTime).Take(9)])(context);
        });
        using var caller = DuoCaller.Of("duo_offline_enrollment", vendor.Address);
        var seen = new HashSet<(long, int)>();
        string? token = null;
        do
        {
            using var page = await caller.GatherAsync(1000, 3000, token);
            foreach (var second in page.Events.GroupBy(item => item.Time!.Value.ToUnixTimeSeconds()))
            {
                seen.UnionWith(second.Select((_, at) => (second.Key, at)));
            }

            token = page.Next;
        }
        while (token is not null && vendor.Requests.Count < 100);

        Assert.Equal((40, null), (seen.Count, token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Says_when_a_second_has_more_events_than_Duo_lists_and_reads_those_after_it(bool isExclusive)
    {
        List<int> all = [.. Enumerable.Repeat(1000, 1200), 1001, 1002];
        await using var vendor = await ScriptedVendor.StartAsync(context =>
        {
            var minTime = long.Parse(context.Request.Query["mintime"]!);
            return Listing([.. all.Where(time => isExclusive ? time > minTime : time >= minTime).Take(1000)])(context);
        });
        using var caller = DuoCaller.Of("duo_admin", vendor.Address);
        var notices = new List<string>();
        var times = new HashSet<long>();
        string? token = null;
        do
        {
            using var page = await caller.GatherAsync(1000, 2000, token);
            times.UnionWith(page.Events.Select(item => item.Time!.Value.ToUnixTimeSeconds()));
            notices.AddRange(page.Notice is { } notice ? [notice] : []);
            token = page.Next;
        }
        while (token is not null && vendor.Requests.Count < 10);

        Assert.Equal([1000, 1001, 1002], times.Order());
        Assert.NotEmpty(notices);
        Assert.All(notices, notice => Assert.Contains("1970-01-01 00:16:40Z: more of that second cannot be read", notice));
    }

    [Fact]
    public async Task Ends_where_a_full_page_reaches_the_end_of_the_window()
    {
        await using var vendor = await ScriptedVendor.StartAsync(Listing([.. Enumerable.Range(0, 1000).Select(at => 1001 + at)]));
        using var caller = DuoCaller.Of("duo_admin", vendor.Address);

        using var open = await caller.GatherAsync(1000, 2001);
        using var drained = await caller.GatherAsync(1000, 2000);
        Assert.Equal(("1999", null), (open.Next, drained.Next));
    }

    [Fact]
    public async Task Starts_the_window_over_where_the_token_is_none_of_its_own()
    {
        await using var vendor = await ScriptedVendor.StartAsync(Listing());
        using var caller = DuoCaller.Of("duo_admin", vendor.Address);
        using var page = await caller.GatherAsync(1000, 2000, "1,x");

        Assert.True(page.TokenExpired);
        Assert.Empty(vendor.Requests);
    }

    [Fact]
    public async Task Never_takes_a_failure_for_an_empty_page()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(400, """{"stat":"FAIL","code":40002}"""));
        using var caller = DuoCaller.Of("duo_admin", vendor.Address);

        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync("1000")).Outcome);
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Listing(params int[] times) => ScriptedVendor.Json(
        $$"""{"stat":"OK","response":[{{string.Join(',', times.Select((time, at) => $$"""{"n":{{at}},"timestamp":{{time}}}"""))}}]}""");
}
