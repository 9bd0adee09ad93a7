using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class PageTokenTests
{
    [Fact]
    public void Is_read_as_it_was_written()
    {
        foreach (var token in new[] { PageToken.Start, new(0, 1), new(999_999, 12), new(null, 3) })
        {
            Assert.Equal(token, PageToken.Read(token.Write("same"), "same"));
            Assert.Matches("^[A-Za-z0-9_-]+$", token.Write("same"));
        }
    }

    [Fact]
    public void Differs_from_the_one_before_even_where_the_page_was_empty()
    {
        var token = PageToken.Start.Then(7);

        Assert.Equal(7, token.Then(token.After).After);
        Assert.NotEqual(token.Write(""), token.Then(token.After).Write(""));
        Assert.NotEqual(PageToken.Start.Write(""), PageToken.Start.Then(null).Write(""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no token!")]
    [InlineData("abcd")]
    [InlineData("MS4x")]
    [InlineData("MS54LnNhbWU")]
    [InlineData("LTEuMS5zYW1l")]
    public void Is_nothing_where_the_text_is_none(string text) => Assert.Null(PageToken.Read(text, "same"));

    [Fact]
    public void Is_good_only_for_the_request_that_it_was_given_for() =>
        Assert.Null(PageToken.Read(new PageToken(1, 1).Write("one"), "other"));

    [Fact]
    public void Minds_the_parameters_but_neither_their_order_nor_the_excepted()
    {
        var print = Print("/log", "?a=1&b=2");

        Assert.Equal(print, Print("/log", "?b=2&a=1"));
        Assert.Equal(print, Print("/log", "?b=2&a=1&page=x"));
        Assert.NotEqual(print, Print("/log", "?a=1&b=3"));
        Assert.NotEqual(print, Print("/log", "?a=1&b=2&c="));
        Assert.NotEqual(print, Print("/other", "?a=1&b=2"));
        Assert.NotEqual(print, Print("/log", "?a=1%26b%3D2"));
    }

    private static string Print(string path, string query) => PageToken.Fingerprint(RequestOf.Query(path, query), "page");
}
