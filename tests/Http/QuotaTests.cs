using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Http;

public sealed class QuotaTests
{
    [Fact]
    public async Task Holds_all_sessions_of_a_credential_still_when_one_is_throttled()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(429, "{}", "Retry-After: 300"), ScriptedVendor.Json("[1]"));
        var clock = new TestClock();
        var quota = new Quota(clock);
        using var first = new Caller(vendor.Address, TimeSpan.FromSeconds(60), quota: quota, clock: clock);
        using var hasty = new Caller(vendor.Address, TimeSpan.FromSeconds(60), quota: quota, clock: clock);
        using var patient = new Caller(vendor.Address, TimeSpan.FromSeconds(600), quota: quota, clock: clock);
        await first.RefusalAsync();

        var refusal = await hasty.RefusalAsync();
        Assert.Equal((Outcome.Throttled, TimeSpan.FromSeconds(300)), (refusal.Outcome, refusal.RetryAfter));
        Assert.Single(vendor.Requests);

        Assert.Equal("[1]", await patient.GetAsync());
        Assert.Equal([TimeSpan.FromSeconds(300)], clock.Waits);
    }

    [Fact]
    public async Task Holds_the_others_still_when_one_gives_up()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(429));
        var clock = new TestClock();
        var quota = new Quota(clock);
        using var caller = new Caller(vendor.Address, quota: quota, clock: clock);
        await caller.RefusalAsync();

        Assert.InRange(quota.Take().TotalSeconds, 32, 33);
    }

    [Fact]
    public void Never_ends_a_longer_pause_with_a_shorter_one()
    {
        var clock = new TestClock();
        var quota = new Quota(clock);
        Assert.Equal(TimeSpan.Zero, quota.Take());

        quota.Pause(TimeSpan.FromSeconds(30));
        quota.Pause(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(30), quota.Take());

        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.Zero, quota.Take());
    }

    [Fact]
    public void Is_one_for_each_credential_of_a_service()
    {
        var quotas = new Quotas(new TestClock());
        var credentials = new Credentials([new("a", "1"), new("b", "2")]);

        Assert.Same(quotas.For("duo", credentials), quotas.For("duo", new Credentials([new("b", "2"), new("a", "1")])));
        Assert.NotSame(quotas.For("duo", credentials), quotas.For("box", credentials));
        Assert.NotSame(quotas.For("duo", credentials), quotas.For("duo", new Credentials([new("a", "2"), new("b", "1")])));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(20, 60)]
    [InlineData(5000, 3600)]
    public void Never_lets_more_out_in_any_stretch_of_time_than_the_vendor_takes(int requests, int seconds)
    {
        var clock = new TestClock();
        var quota = new Quota(clock, new RequestLimit(requests, TimeSpan.FromSeconds(seconds)));
        var sent = new List<DateTimeOffset>();
        while (sent.Count < requests * 3)
        {
            var wait = quota.Take();
            if (wait > TimeSpan.Zero)
            {
                clock.Advance(wait);
                continue;
            }

            sent.Add(clock.GetUtcNow());
        }

        Assert.All(sent.Skip(requests).Index(), late => Assert.True(late.Item - sent[late.Index] >= TimeSpan.FromSeconds(seconds)));
        Assert.True(sent[^1] - sent[0] < TimeSpan.FromSeconds(seconds) * 4.5);
    }

    [Fact]
    public void Lets_a_few_out_at_once_after_a_rest()
    {
        var clock = new TestClock();
        var quota = new Quota(clock, new RequestLimit(100, TimeSpan.FromMinutes(1)));

        Assert.All(Enumerable.Range(0, 25), _ => Assert.Equal(TimeSpan.Zero, quota.Take()));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.All(Enumerable.Range(0, 25), _ => Assert.Equal(TimeSpan.Zero, quota.Take()));
    }
}
