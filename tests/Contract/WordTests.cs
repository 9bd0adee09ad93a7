using System.Text.Json;
using System.Text.RegularExpressions;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Contract;

public sealed class WordTests
{
    [Fact]
    public void Every_outcome_has_a_word_that_leads_back_to_it()
    {
        Assert.All(Enum.GetValues<Outcome>(), outcome => Assert.Equal(outcome, Outcomes.Parse(outcome.ToText())));
        Assert.Equal(
            ["complete", "partial", "throttled", "auth-failed", "source-failed", "sink-failed", "state-failed", "misconfigured", "busy"],
            Enum.GetValues<Outcome>().Select(Outcomes.ToText));
        Assert.All(new[] { null, "", "Complete", "done" }, word => Assert.Null(Outcomes.Parse(word)));
    }

    [Fact]
    public void Only_a_run_that_the_next_one_continues_goes_on() => Assert.Equal(
        [Outcome.Partial, Outcome.Throttled, Outcome.Busy],
        Enum.GetValues<Outcome>().Where(Outcomes.GoesOn));

    [Theory]
    [InlineData("^abc$", "abc\n")]
    [InlineData("abc", "xabc")]
    [InlineData("abc", "abcx")]
    [InlineData("abc", "")]
    [InlineData("abc", null)]
    [InlineData("^abc$", "ABC")]
    public void A_field_refuses_what_does_not_match_as_a_whole(string format, string? value) => Assert.False(Field(format).Accepts(value));

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("^[a-z]+$", "abc")]
    [InlineData(@"(?s)^\{.*\}\z", "{\n}")]
    public void A_field_accepts_what_matches_as_a_whole(string format, string value) => Assert.True(Field(format).Accepts(value));

    [Fact]
    public void Credentials_show_their_names_and_never_their_values()
    {
        var credentials = new Credentials([new("secret_key", "hunter2"), new("api_hostname", "hunter3")]);

        Assert.Equal("hunter2", credentials["secret_key"]);
        Assert.Null(credentials.Find("nothing"));
        Assert.Equal(["api_hostname", "secret_key"], credentials.Names);
        foreach (var shown in new[] { credentials.ToString(), $"{credentials}", JsonSerializer.Serialize(credentials) })
        {
            Assert.Contains("secret_key", shown);
            Assert.DoesNotContain("hunter", shown);
        }
    }

    [Fact]
    public void Credentials_name_the_field_that_they_lack()
    {
        var refusal = Assert.Throws<AppException>(() => new Credentials([new("a", "hunter2")])["secret_key"]);

        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Equal("the stored credentials lack 'secret_key'; supply them again", refusal.Message);
    }

    [Theory]
    [InlineData("plain text, é 日本 😀", "plain text, é 日本 😀")]
    [InlineData("two\r\nlines", "two??lines")]
    [InlineData("\u001b[31mred\u0007\u0085", "?[31mred??")]
    [InlineData("line\u2028and\u2029paragraph", "line?and?paragraph")]
    [InlineData("right\u202Eleft\u200B\uFEFF", "right?left??")]
    [InlineData("\U000E0041tag", "?tag")]
    [InlineData("", "")]
    public void Text_from_outside_stays_on_its_line(string text, string plain) => Assert.Equal(plain, Plain.Text(text));

    [Fact]
    public void Text_from_outside_has_an_end()
    {
        Assert.Equal($"{new string('a', 200)}…", Plain.Text(new string('a', 100_000)));
        Assert.Equal(new string('a', 200), Plain.Text(new string('a', 200)));
        Assert.Equal($"{new string('a', 199)}😀…", Plain.Text($"{new string('a', 199)}😀b"));
        Assert.Equal("a\uFFFD", Plain.Text("a\ud83d"));
    }

    [Fact]
    public void A_budget_keeps_two_seconds_back_to_end_in_order()
    {
        var clock = new TestClock();
        var budget = new Budget(clock, TimeSpan.FromSeconds(60));
        Assert.True(budget.Allows(TimeSpan.FromSeconds(57.9)));
        Assert.False(budget.Allows(TimeSpan.FromSeconds(58)));
        Assert.False(budget.Allows(TimeSpan.MaxValue));

        clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(TimeSpan.FromSeconds(10), budget.Left);
        Assert.True(budget.Allows(TimeSpan.FromSeconds(7.9)));

        clock.Advance(TimeSpan.FromSeconds(50));
        Assert.False(budget.Allows(TimeSpan.Zero));
    }

    private static AuthField Field(string format) => new("name", "the name", new Regex(format));
}
