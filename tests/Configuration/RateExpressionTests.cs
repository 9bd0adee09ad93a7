using FsCheck;
using FsCheck.Fluent;
using StreamAlert.Apps.Configuration;
using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

public sealed class RateExpressionTests
{
    [Theory]
    [InlineData("rate(1 minute)", 1)]
    [InlineData("rate(2 minutes)", 2)]
    [InlineData("rate(10 minutes)", 10)]
    [InlineData("rate(1 hour)", 60)]
    [InlineData("rate(2 hours)", 120)]
    [InlineData("rate(1 day)", 1440)]
    [InlineData("rate(100 days)", 144_000)]
    [InlineData("rate(10000 days)", 14_400_000)]
    public void Reads_what_the_original_reads(string text, int minutes)
    {
        Assert.Equal(TimeSpan.FromMinutes(minutes), RateExpression.Parse(text));
        Assert.True(RateExpression.TryParse(text, out var interval));
        Assert.Equal(TimeSpan.FromMinutes(minutes), interval);
    }

    [Theory]
    [InlineData("rate(1 minutes)", "'rate(1 minute)'")]
    [InlineData("rate(2 minute)", "'rate(2 minutes)'")]
    [InlineData("rate(1 hours)", "'rate(1 hour)'")]
    [InlineData("rate(11 day)", "'rate(11 days)'")]
    public void Refuses_a_rate_whose_unit_does_not_agree_with_its_number(string text, string help)
    {
        var message = Refused(text);
        Assert.Contains("agree", message);
        Assert.EndsWith(help, message);
    }

    [Theory]
    [InlineData("rate(0 minutes)")]
    [InlineData("rate(01 minutes)")]
    [InlineData("rate(00 days)")]
    public void Refuses_zero_and_leading_zeros(string text) => Assert.Contains("count from 1, without leading zeros", Refused(text));

    [Theory]
    [InlineData("")]
    [InlineData("2 hours")]
    [InlineData("rate( 5 minutes)")]
    [InlineData("rate(5  minutes)")]
    [InlineData("rate(5 weeks)")]
    [InlineData("rate(-5 minutes)")]
    [InlineData("rate(1.5 hours)")]
    [InlineData("Rate(5 minutes)")]
    [InlineData("rate(5 minutes) ")]
    [InlineData("rate(5 minutes)\n")]
    [InlineData("rate(1\u0662 minutes)")]
    [InlineData("cron(0 10 * * ? *)")]
    public void Refuses_what_is_no_rate_and_shows_one(string text) => Assert.Contains("for example 'rate(2 hours)'", Refused(text));

    [Theory]
    [InlineData("rate(10001 days)", "10000 days")]
    [InlineData("rate(240001 hours)", "240000 hours")]
    [InlineData("rate(14400001 minutes)", "14400000 minutes")]
    [InlineData("rate(99999999999999999999999999 days)", "10000 days")]
    public void Refuses_what_no_date_can_reach(string text, string most) => Assert.Contains($"at most {most}", Refused(text));

    [Fact]
    public void Says_what_the_text_was_given_as() =>
        Assert.StartsWith("schedule_expression 'nonsense' ", ConfFolder.Refusal(() => RateExpression.Parse("nonsense", "schedule_expression")));

    [Fact]
    public void Reads_nothing_from_nothing() => Assert.False(RateExpression.TryParse(null, out _));

    [Fact]
    public void Reads_every_number_with_the_unit_that_agrees_and_no_other() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Choose(1, 10_000).ToArbitrary(),
            Gen.Elements("minute", "hour", "day").ToArbitrary(),
            (count, unit) => RateExpression.TryParse($"rate({count} {unit}{(count == 1 ? "" : "s")})", out var interval)
                && interval > TimeSpan.Zero
                && !RateExpression.TryParse($"rate({count} {unit}{(count == 1 ? "s" : "")})", out _)));

    private static string Refused(string text)
    {
        Assert.False(RateExpression.TryParse(text, out var interval));
        Assert.Equal(TimeSpan.Zero, interval);
        var message = ConfFolder.Refusal(() => RateExpression.Parse(text));
        Assert.StartsWith("interval '", message);
        return message;
    }
}
