using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class SandboxTokensTests
{
    private readonly ManualClock clock = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Knows_the_tokens_that_it_gave_until_they_expire()
    {
        var tokens = new SandboxTokens(clock);
        var (one, other) = (tokens.Issue(TimeSpan.FromMinutes(5)), tokens.Issue(TimeSpan.FromMinutes(10)));

        Assert.NotEqual(one, other);
        Assert.True(tokens.Check(one));
        Assert.False(tokens.Check(one + "x"));
        Assert.False(tokens.Check(null));

        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(tokens.Check(one));
        Assert.True(tokens.Check(other));
    }

    [Fact]
    public void Forgets_all_it_gave_but_none_it_gives_afterwards()
    {
        var tokens = new SandboxTokens(clock);
        var one = tokens.Issue(TimeSpan.FromHours(1));

        tokens.Forget();

        Assert.False(tokens.Check(one));
        Assert.True(tokens.Check(tokens.Issue(TimeSpan.FromHours(1))));
    }
}
