using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Http;

public sealed class RetryAfterTests
{
    [Theory]
    [InlineData("30", 30d)]
    [InlineData(" 30 ", 30d)]
    [InlineData("2.128", 2.128)]
    [InlineData(".5", 0.5)]
    [InlineData("0", 0d)]
    [InlineData("99999999999999999999", 86400d)]
    [InlineData("Wed, 01 May 2024 01:03:33 GMT", 90d)]
    [InlineData("Wednesday, 01-May-24 01:03:33 GMT", 90d)]
    [InlineData("Wed May  1 01:03:33 2024", 90d)]
    [InlineData("Wed, 01 May 2024 01:00:00 GMT", 0d)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 86400d)]
    [InlineData("-5", null)]
    [InlineData("NaN", null)]
    [InlineData("1e3", null)]
    [InlineData("1,000", null)]
    [InlineData("12:30", null)]
    [InlineData("12-5", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void Is_read_as_seconds_or_as_a_date_by_the_clock_of_the_vendor(string value, double? seconds)
    {
        // The machine's own clock is two years ahead.
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Date", "Wed, 01 May 2024 01:02:03 GMT");
        response.Headers.TryAddWithoutValidation("Retry-After", value);

        Assert.Equal(seconds, Read(response)?.TotalSeconds);
    }

    [Fact]
    public void Is_measured_by_the_own_clock_where_the_vendor_names_no_date()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", "Sun, 29 Mar 2026 12:00:20 GMT");

        Assert.Equal(TimeSpan.FromSeconds(20), Read(response));
    }

    [Fact]
    public void Is_the_first_of_several()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", "7");
        response.Headers.TryAddWithoutValidation("Retry-After", "9");

        Assert.Equal(TimeSpan.FromSeconds(7), Read(response));
    }

    [Fact]
    public void Is_unknown_where_nothing_is_said()
    {
        using var response = new HttpResponseMessage();
        Assert.Null(Read(response));
    }

    [Fact]
    public async Task Is_waited_for_to_the_millisecond()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Status(429, "{}", "Retry-After: 2.128"), ScriptedVendor.Status(503, "{}", "Retry-After: 7"), ScriptedVendor.Json("[1]"));
        using var caller = new Caller(vendor.Address);

        Assert.Equal("[1]", await caller.GetAsync());
        Assert.Equal([TimeSpan.FromSeconds(2.128), TimeSpan.FromSeconds(7)], caller.Clock.Waits);
    }

    [Fact]
    public async Task Is_no_leave_to_ask_without_a_pause()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Status(429, "{}", "Retry-After: 0"),
            ScriptedVendor.Status(429, "{}", "Retry-After: Mon, 01 Jan 2001 00:00:00 GMT"),
            ScriptedVendor.Json("[1]"));
        using var caller = new Caller(vendor.Address);

        Assert.Equal("[1]", await caller.GetAsync());
        Assert.InRange(caller.Clock.Waits[0].TotalSeconds, 1, 2);
        Assert.InRange(caller.Clock.Waits[1].TotalSeconds, 2, 3);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Is_not_slept_where_the_run_has_no_time_for_it(int status)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status, "{}", "Retry-After: 120"));
        using var caller = new Caller(vendor.Address, TimeSpan.FromSeconds(100));

        var refusal = await caller.RefusalAsync();
        Assert.Equal((Outcome.Throttled, TimeSpan.FromSeconds(120)), (refusal.Outcome, refusal.RetryAfter));
        Assert.Empty(caller.Clock.Waits);
    }

    [Fact]
    public async Task Keeps_the_failure_where_the_vendor_asks_for_no_wait()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(503));
        using var caller = new Caller(vendor.Address, TimeSpan.FromSeconds(2));

        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
        Assert.Empty(caller.Clock.Waits);
    }

    [Fact]
    public async Task Can_be_what_the_service_itself_makes_of_a_refusal()
    {
        var app = new Caller.SigningApp
        {
            Meaning = answer => (int)answer.Status == 400 ? AppException.Throttled("'my_app': the day's requests are used up", TimeSpan.FromSeconds(40)) : null,
        };
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(400), ScriptedVendor.Json("[1]"));
        using var caller = new Caller(vendor.Address, app: app);

        Assert.Equal("[1]", await caller.GetAsync());
        Assert.Equal([TimeSpan.FromSeconds(40)], caller.Clock.Waits);
    }

    private static TimeSpan? Read(HttpResponseMessage response)
    {
        using var answer = new Answer(response.StatusCode, response.Headers, default);
        return RetryAfter.Of(answer, new TestClock());
    }
}
