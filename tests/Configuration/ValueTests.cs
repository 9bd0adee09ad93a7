using StreamAlert.Apps.Configuration;
using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

public sealed class ValueTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("duo_prod-2")]
    [InlineData("_-0")]
    public void Takes_a_name_of_lower_case_letters_digits_and_the_two_dashes(string name) => AppName.Check(name);

    [Theory]
    [InlineData("")]
    [InlineData("Duo")]
    [InlineData("duo prod")]
    [InlineData("duo.prod")]
    [InlineData("düo")]
    [InlineData("duo\n")]
    [InlineData("../duo")]
    public void Refuses_any_other_name_and_says_what_one_is_made_of(string name) =>
        Assert.Contains("lower-case letters (a-z), digits, '_' and '-'", ConfFolder.Refusal(() => AppName.Check(name)));

    [Theory]
    [InlineData(10)]
    [InlineData(80)]
    [InlineData(900)]
    public void Takes_a_timeout_in_range(int seconds) => AppLimits.CheckTimeout(seconds);

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(901)]
    public void Refuses_a_timeout_out_of_range_with_the_range_and_the_value(int seconds)
    {
        var message = ConfFolder.Refusal(() => AppLimits.CheckTimeout(seconds));
        Assert.Contains($"timeout {seconds} ", message);
        Assert.Contains("from 10 to 900 seconds", message);
    }

    [Theory]
    [InlineData(128)]
    [InlineData(192)]
    [InlineData(3008)]
    public void Takes_memory_in_range(int mb) => AppLimits.CheckMemory(mb);

    [Theory]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(129)]
    [InlineData(3072)]
    public void Refuses_memory_out_of_range_or_between_steps_with_the_range_and_the_value(int mb)
    {
        var message = ConfFolder.Refusal(() => AppLimits.CheckMemory(mb));
        Assert.Contains($"memory {mb} ", message);
        Assert.Contains("from 128 to 3008 megabytes, a multiple of 64", message);
    }

    [Theory]
    [InlineData("2026-01-31T08:00:00Z", "2026-01-31T08:00:00.0000000+00:00")]
    [InlineData("2026-01-31T08:00Z", "2026-01-31T08:00:00.0000000+00:00")]
    [InlineData("2026-01-31T08:00:00.25+01:00", "2026-01-31T08:00:00.2500000+01:00")]
    public void Reads_a_time_with_its_offset(string text, string time) =>
        Assert.Equal(time, IsoTime.Parse(text).ToString("o", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-01-31T08:00:00")]
    [InlineData("2026-01-31")]
    [InlineData("2026-02-31T08:00:00Z")]
    [InlineData("2026-01-31T08:00:00Z\n")]
    [InlineData("2026-01-31T08:00:00+99:00")]
    [InlineData("yesterday")]
    public void Refuses_a_time_without_an_offset_or_that_never_was(string text) =>
        Assert.Contains("write it like '2026-01-31T08:00:00Z'", ConfFolder.Refusal(() => IsoTime.Parse(text)));

    [Theory]
    [InlineData("rate(2 hours)")]
    [InlineData("cron(0 10 * * ? *)")]
    [InlineData("cron(*/5 * * * *)")]
    public void Takes_a_schedule_by_rate_or_by_cron(string text) => ScheduleExpression.Check(text);

    [Theory]
    [InlineData("cron()")]
    [InlineData("cron(0 10 * * ? *")]
    [InlineData("cron(0 10 * *)")]
    [InlineData("cron(0 10 * * ? *)\n")]
    [InlineData("cron(0\t10 * * ? * *)")]
    [InlineData("hourly")]
    public void Refuses_any_other_schedule_with_an_example(string text)
    {
        var message = ConfFolder.Refusal(() => ScheduleExpression.Check(text));
        Assert.StartsWith("schedule_expression '", message);
        Assert.Contains("'rate(2 hours)'", message);
    }

    [Fact]
    public void Names_the_target_that_may_have_been_meant()
    {
        Assert.Equal(
            "target 'azrue' is unknown: did you mean 'azure'? There are: azure, aws, local",
            ConfFolder.Refusal(() => TargetName.Check("azrue")));
        Assert.Equal("target 'gcp' is unknown: there are: azure, aws, local", ConfFolder.Refusal(() => TargetName.Check("gcp")));
    }
}
