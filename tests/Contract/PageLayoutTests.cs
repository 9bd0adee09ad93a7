using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Contract;

public sealed class PageLayoutTests
{
    private static readonly PageLayout Duo = new()
    {
        Events = "response.authlogs",
        Next = "response.metadata.next_offset",
        Id = ["txid"],
        Time = "timestamp",
    };

    [Fact]
    public void Hands_events_over_byte_for_byte()
    {
        string[] items =
        [
            """{ "z" :1.0,"a":12345678901234567890 ,	"e": 1E+2, "u":"\u00e9\ud83d\ude00é😀", "n":{"b":[ ],"a":{ }} }""",
            """{"b":1,"a":2,"b":3}""",
            "{\n  \"pretty\": [\n    1,\r\n    -0\n  ]\n}",
            "{}",
        ];
        var json = $$$"""{"stat":"OK", "response" : {"more":[[{"authlogs":[1]}]],"authlogs":[ {{{string.Join(" ,\n\t", items)}}}], "metadata":{} }}""";

        Assert.Equal(items, Pages.Events(Duo, json).Select(Pages.Text));
    }

    [Fact]
    public void Takes_events_that_are_no_objects_as_they_are()
    {
        var json = """{"response":{"authlogs":[1.50, "a\"b", null, true, [ 1 ], [], -0]}}""";

        Assert.Equal(["1.50", "\"a\\\"b\"", "null", "true", "[ 1 ]", "[]", "-0"], Pages.Events(Duo, json).Select(Pages.Text));
    }

    [Fact]
    public void Hands_an_event_over_however_deep_it_is_nested()
    {
        var deep = $"{new string('[', 10_000)}{new string(']', 10_000)}";
        var json = $$$"""{"response":{"authlogs":[{"deep":{{{deep}}}}]}}""";

        Assert.Equal([$$"""{"deep":{{deep}}}"""], Pages.Events(Duo, json).Select(Pages.Text));
    }

    [Fact]
    public void Finds_names_that_are_escaped()
    {
        var page = Pages.Of().Read(Duo, """{"resp\u006fnse":{"\u0061uthlogs":[{"\u0074xid":"1","timest\u0061mp":5}],"metad\u0061ta":{"next\u005foffset":"n"}}}""");

        Assert.Equal("n", page.Next);
        Assert.True(page.Events[0].HasVendorId);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(5), page.Events[0].Time);
        Assert.Equal(Pages.Events(Duo, """{"response":{"authlogs":[{"txid":"1"}]}}""")[0].Id, page.Events[0].Id);
    }

    [Fact]
    public void Takes_no_name_for_another_that_only_begins_or_ends_like_it()
    {
        var page = Pages.Of().Read(Duo, """{"xresponse":{"authlogs":[1]},"response":{"authlogsx":[1],"authlogs":[{"x":{"txid":"1"},"timestamp2":5}]},"authlogs":[2]}""");

        var item = Assert.Single(page.Events);
        Assert.Equal((false, null), (item.HasVendorId, item.Time));
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData("""{"\ud800xid":1,"txid":"1"}""")]
    [InlineData("""{"txi\udc00":1,"txid":"1"}""")]
    [InlineData("""{"txid":"1","timestamp":"\ud800"}""")]
    [InlineData("""{"txid":"1","other":"\ud800"}""")]
    public void Minds_no_lone_surrogate_in_an_event(string item)
    {
        var found = Assert.Single(Pages.Events(Duo, $$$"""{"response":{"authlogs":[{{{item}}}]}}"""));

        Assert.Equal((item, true, null), (Pages.Text(found), found.HasVendorId, found.Time));
    }

    [Fact]
    public void Reads_an_array_at_the_root()
    {
        var events = Pages.Events(new PageLayout { Events = "", Id = ["id"] }, """ [ {"id":1}, {"id":2} ] """);

        Assert.Equal(["""{"id":1}""", """{"id":2}"""], events.Select(Pages.Text));
        Assert.NotEqual(events[0].Id, events[1].Id);
    }

    [Fact]
    public void Keeps_only_the_events_that_belong_to_the_window()
    {
        var times = new List<DateTimeOffset?>();
        var page = Pages.Of().Read(new PageLayout { Events = "", Time = "at" }, """[{"at":1},{"at":2},{"x":1},{"at":3}]""", time =>
        {
            times.Add(time);
            return time is null || time >= DateTimeOffset.FromUnixTimeSeconds(2);
        });

        Assert.Equal(["""{"at":2}""", """{"x":1}""", """{"at":3}"""], page.Events.Select(Pages.Text));
        Assert.Equal([1, 2, null, 3], times.Select(time => time?.ToUnixTimeSeconds()));
    }

    [Theory]
    [InlineData("\"abc\"", "abc")]
    [InlineData("\"\\u0061\\/\"", "a/")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("""[ "1714522000000" , "5bea1c1e" ]""", "1714522000000,5bea1c1e")]
    [InlineData("""[1714522000000,"x"]""", "1714522000000,x")]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    [InlineData("[]", null)]
    [InlineData("[null]", null)]
    [InlineData("[\"\",\"\"]", null)]
    [InlineData("{\"a\":[1,{}]}", null)]
    [InlineData("false", null)]
    public void Reads_where_the_next_page_is(string value, string? next) => Assert.Equal(next, Pages.NextOf(value));

    [Fact]
    public void Knows_no_next_page_where_none_is_named()
    {
        Assert.Null(Pages.Of().Read(Duo, """{"response":{"authlogs":[]}}""").Next);
        Assert.Null(Pages.Of().Read(Duo, """{"response":{"authlogs":[],"metadata":null}}""").Next);
        Assert.Null(Pages.Of().Read(new PageLayout { Events = "e" }, """{"e":[],"next":"x"}""").Next);
    }

    [Fact]
    public void Reads_an_answer_without_events_as_empty_only_where_it_says_that_it_is_a_page()
    {
        var strict = new PageLayout { Events = "a.items" };
        var lenient = new PageLayout { Events = "a.items", EmptyWith = "kind" };

        foreach (var json in new[] { "{}", """{"a":{}}""", """{"a":null}""", """{"a":[]}""", """{"error":{"code":403,"kind":"x"}}""" })
        {
            Assert.Contains("it lacks 'a.items'", Pages.Of().Refusal(strict, json));
            Assert.Contains("it lacks 'a.items'", Pages.Of().Refusal(lenient, json));
        }

        foreach (var json in new[] { """{"kind":"list"}""", """{"a":{},"kind":"list"}""", """{"kind":"list","a":{"items":null}}""" })
        {
            Assert.Empty(Pages.Events(lenient, json));
        }

        Assert.Contains("'a.items' is no array", Pages.Of().Refusal(strict, """{"a":{"items":null}}"""));
    }

    [Fact]
    public void Tells_what_else_of_an_answer_was_asked_for_whatever_its_place()
    {
        var layout = new PageLayout { Events = "e", Next = "p.next", Facts = ["p.next.after", "p.pages", "ok", "none"] };

        var page = Pages.Of().Read(layout, """{"ok":true,"p":{"next":{"per_page":20,"after":"x"},"pages":7},"e":[1]}""");
        Assert.Equal(["x", "7", "true", null], page.Facts);
        Assert.Null(page.Next);

        var other = Pages.Of().Read(layout, """{"p":{"next":"/y"},"e":[],"ok":false}""");
        Assert.Equal([null, null, "false", null], other.Facts);
        Assert.Equal("/y", other.Next);
    }

    [Fact]
    public void Identifies_an_event_by_a_value_and_by_what_is_in_it()
    {
        var layout = new PageLayout { Events = "", Id = ["a", "a.b"], Time = "a.t" };
        var page = Pages.Of().Read(layout, """[{"a":{"t":1,"b":2}},{"a":{"t":1,"b":3}},{"a":5}]""");

        Assert.Equal(3, page.Events.Select(item => item.Id).Distinct().Count());
        Assert.Equal([true, true, false], page.Events.Select(item => item.HasVendorId));
        Assert.Equal(1, page.Events[0].Time!.Value.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"down for maintenance\"")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("""{"items":"none"}""")]
    [InlineData("""{"items":{}}""")]
    public void Never_takes_another_kind_of_answer_for_an_empty_page(string json) =>
        Assert.Contains("'items' is no array", Pages.Of().Refusal(new PageLayout { Events = "items", EmptyWith = "kind" }, json));

    [Fact]
    public void Loses_no_event_where_a_name_stands_twice()
    {
        var page = Pages.Of().Read(Duo, """{"response":{"authlogs":[1]},"response":{"authlogs":[2],"metadata":{"next_offset":"a","next_offset":"b"}}}""");

        Assert.Equal(["1", "2"], page.Events.Select(Pages.Text));
        Assert.Equal("b", page.Next);
    }

    [Fact]
    public void Says_when_the_vendor_answered()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Date", "Wed, 01 May 2024 01:02:03 GMT");
        using var answer = new Answer(System.Net.HttpStatusCode.OK, response.Headers, "[]"u8.ToArray());

        Assert.Equal(new DateTimeOffset(2024, 5, 1, 1, 2, 3, TimeSpan.Zero), new PageLayout { Events = "" }.Read(answer, Pages.Of()).AsOf);
    }

    [Fact]
    public void Gives_the_memory_back_with_the_page()
    {
        var pages = Pages.Of();
        var page = pages.Read(Duo, """{"response":{"authlogs":[1]}}""");
        Assert.Equal(0, pages.Disposals);

        page.Dispose();
        Assert.Equal(1, pages.Disposals);
    }
}
