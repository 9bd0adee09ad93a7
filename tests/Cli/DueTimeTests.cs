using StreamAlert.Apps.Cli;
using StreamAlert.Apps.Collecting;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli;

public sealed class DueTimeTests
{
    private static readonly DateTimeOffset Started = new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Started.AddMinutes(1);

    [Fact]
    public void Is_one_interval_after_the_start_of_a_run_that_is_complete() =>
        Assert.Equal(Started.AddHours(2), After(Outcome.Complete, TimeSpan.FromHours(2)));

    [Theory]
    [InlineData(Outcome.Partial)]
    [InlineData(Outcome.Throttled)]
    public void Is_when_the_vendor_allows_it_where_something_is_left(Outcome outcome)
    {
        Assert.Equal(Now, After(outcome, TimeSpan.FromHours(2)));
        Assert.Equal(Now.AddMinutes(3), After(outcome, TimeSpan.FromHours(2), Now.AddMinutes(3)));
    }

    [Theory]
    [InlineData(Outcome.SourceFailed)]
    [InlineData(Outcome.SinkFailed)]
    [InlineData(Outcome.StateFailed)]
    [InlineData(Outcome.AuthFailed)]
    [InlineData(Outcome.Misconfigured)]
    public void Is_soon_after_a_failure_and_never_later_than_the_schedule_has_it(Outcome outcome)
    {
        Assert.Equal(Now.AddMinutes(5), After(outcome, TimeSpan.FromDays(1)));
        Assert.Equal(Now.AddMinutes(2), After(outcome, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public void Is_a_moment_later_where_another_run_is_at_it() =>
        Assert.Equal(Now.AddSeconds(5), After(Outcome.Busy, TimeSpan.FromHours(2)));

    private static DateTimeOffset After(Outcome outcome, TimeSpan interval, DateTimeOffset? notBefore = null) => DueTime.After(
        new RunReport { Outcome = outcome, Tally = new Tally(), NotBefore = notBefore, Duration = TimeSpan.Zero }, Started, Now, interval);
}
