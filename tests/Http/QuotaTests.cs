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
}
