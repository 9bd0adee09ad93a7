using FsCheck;
using FsCheck.Fluent;
using StreamAlert.Apps.Configuration;
using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

public sealed class NearestTests
{
    private static readonly string[] Words = ["duo_auth", "duo_admin", "box_admin_events", "slack_access", "prod", "dev", "x"];

    [Theory]
    [InlineData("duo_atuh", "duo_auth")]
    [InlineData("duoauth", "duo_auth")]
    [InlineData("DUO_ADMIN", "duo_admin")]
    [InlineData("box_admin_event", "box_admin_events")]
    [InlineData("porduction", null)]
    [InlineData("prd", "prod")]
    [InlineData("dve", "dev")]
    [InlineData("y", null)]
    [InlineData("", null)]
    [InlineData("okta_system_log", null)]
    public void Finds_the_word_that_was_meant_or_none(string typed, string? meant) => Assert.Equal(meant, Nearest.Of(typed, Words));

    [Fact]
    public void Finds_nothing_among_no_words() => Assert.Null(Nearest.Of("prod", []));

    [Fact]
    public void Finds_every_word_again_after_one_slip() =>
        Check.QuickThrowOnFailure(Prop.ForAll(
            Gen.Elements(Words.Where(word => word.Length > 3).ToArray()).ToArbitrary(),
            Gen.Choose(0, 100).ToArbitrary(),
            (word, at) => Nearest.Of(word, Words) == word && Nearest.Of(word.Remove(at % word.Length, 1), Words) == word));
}
