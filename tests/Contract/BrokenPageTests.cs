using System.Text;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Contract;

public sealed class BrokenPageTests
{
    private static readonly PageLayout Layout = new() { Events = "a.events", Next = "a.next", Id = ["id"], Time = "at", EmptyWith = "a" };

    [Fact]
    public void Is_refused_wherever_it_was_cut_off()
    {
        var json = Encoding.UTF8.GetBytes("""{"a":{"events":[{"id":"1\u00e9é","at":12.5},{"x":[1,{"y":null}]}],"next":["1","2"]},"z":true}""");
        var pages = Pages.Of();
        for (var length = 0; length < json.Length; length++)
        {
            pages.Refusal(Layout, json.AsMemory(0, length));
        }

        Assert.Equal((json.Length, 2), (pages.Disposals, pages.Read(Layout, json).Events.Count));
    }

    [Theory]
    [InlineData("""{"a":{"events":[]}}x""")]
    [InlineData("""{"a":{"events":[]}}{"a":{"events":[1]}}""")]
    [InlineData("""{"a":{"events":[]}},""")]
    [InlineData("""{"a":{"events":[1,]}}""")]
    [InlineData("""{"a":{"events":[1 2]}}""")]
    [InlineData("""{'a':{'events':[]}}""")]
    [InlineData("""{"a":{"events":[NaN]}}""")]
    [InlineData("""{"a":{"events":[01]}}""")]
    [InlineData("""{"a":{"events":[]/* done */}}""")]
    [InlineData("""{"a":{"events":[]],"next":1}""")]
    [InlineData("""{"a":{"events":[],"next":"\ud800"}}""")]
    [InlineData("Service Unavailable")]
    [InlineData("")]
    public void Is_refused_as_no_JSON(string json) => Assert.Contains("it is no valid JSON", Pages.Of().Refusal(Layout, json));

    [Theory]
    [InlineData("<html><body>Sign in</body></html>")]
    [InlineData(" \r\n<!DOCTYPE html>")]
    [InlineData("\uFEFF<html>")]
    public void Is_known_as_a_web_page(string text) => Assert.Contains("a web page", Pages.Of().Refusal(Layout, text));

    [Fact]
    public void Is_refused_when_its_nesting_never_ends() =>
        Pages.Of().Refusal(Layout, string.Concat(Enumerable.Repeat("{\"a\":", 10_000)));

    [Fact]
    public void Is_never_quoted()
    {
        Assert.DoesNotContain("hunter2", Pages.Of().Refusal(Layout, """{"password":"hunter2","hunter2"}"""));
        Assert.DoesNotContain("hunter2", Pages.Of().Refusal(Layout, "<p>hunter2"));
        Assert.DoesNotContain("hunter2", Pages.Of().Refusal(Layout, """{"a":{"events":"hunter2"}}"""));
    }
}
