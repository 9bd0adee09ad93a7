using System.Security.Cryptography;
using System.Text;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Contract;

public sealed class PageIdentityTests
{
    private static readonly PageLayout ById = new() { Events = "", Id = ["id"], Time = "at" };
    private static readonly PageLayout ByParts = new() { Events = "", Id = ["id.time", "id.uniqueQualifier", "kind"], Time = "id.time" };

    [Fact]
    public void Is_128_bits_of_the_hash_of_type_and_id()
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes("duo_auth\0\"5bea1c1e\"\0"));

        Assert.Equal(Convert.ToHexStringLower(digest)[..32], Pages.Events(ById, """[{"id":"5bea1c1e"}]""")[0].EventId);
    }

    [Fact]
    public void Is_the_same_whatever_else_an_event_says()
    {
        var events = Pages.Events(ById, """[{"id":"1"}, {"x":2, "id" : "1","y":{"id":3}}]""");

        Assert.Equal(events[0].Id, events[1].Id);
        Assert.All(events, item => Assert.True(item.HasVendorId));
    }

    [Fact]
    public void Differs_between_types_and_between_a_number_and_a_text()
    {
        var same = """[{"id":"1"}]""";

        Assert.NotEqual(Pages.Events(ById, same)[0].Id, Pages.Events(ById, same, "duo_admin")[0].Id);
        Assert.NotEqual(Pages.Events(ById, same)[0].Id, Pages.Events(ById, """[{"id":1}]""")[0].Id);
    }

    [Fact]
    public void Can_have_several_parts_one_of_them_the_time()
    {
        var events = Pages.Events(ByParts, """
            [{"kind":"k","id":{"time":"2024-05-01T00:00:00Z","uniqueQualifier":"-12345678901234567890"}},
             {"id":{"uniqueQualifier":"-12345678901234567890","x":1,"time":"2024-05-01T00:00:00Z"},"more":1,"kind":"k"},
             {"kind":"k","id":{"time":"2024-05-01T00:00:00Z","uniqueQualifier":"-12345678901234567891"}},
             {"kind":"l","id":{"time":"2024-05-01T00:00:00Z","uniqueQualifier":"-12345678901234567890"}}]
            """);

        Assert.All(events, item => Assert.Equal((true, new DateTimeOffset(2024, 5, 1, 0, 0, 0, TimeSpan.Zero)), (item.HasVendorId, item.Time)));
        Assert.Equal(events[0].Id, events[1].Id);
        Assert.Equal(3, events.Select(item => item.Id).Distinct().Count());
    }

    [Fact]
    public void Does_not_confuse_where_one_part_ends_and_the_next_begins()
    {
        var layout = new PageLayout { Events = "", Id = ["a", "b"] };
        var events = Pages.Events(layout, """[{"a":1,"b":23},{"a":12,"b":3},{"b":1,"a":23}]""");

        Assert.Equal(3, events.Select(item => item.Id).Distinct().Count());
    }

    [Fact]
    public void Takes_ids_of_any_length()
    {
        var longId = new string('x', 5000);
        var events = Pages.Events(ById, $$"""[{"id":"{{longId}}a"},{"id":"{{longId}}b"},{"id":"{{longId}}a","c":1}]""");

        Assert.Equal((events[0].Id, 2), (events[2].Id, events.Select(item => item.Id).Distinct().Count()));
    }

    [Theory]
    [InlineData("""{"x":1}""", """{"x":2}""")]
    [InlineData("""{"id":null,"x":1}""", """{"id":null,"x":2}""")]
    [InlineData("""{"id":"","x":1}""", """{"id":"","x":2}""")]
    [InlineData("""{"id":"1","id":null,"x":1}""", """{"id":"1","id":null,"x":2}""")]
    [InlineData("\"id\"", "\"di\"")]
    public void Is_the_bytes_where_the_vendor_gives_none(string one, string another)
    {
        var events = Pages.Events(ById, $"[{one},{another},{one}]");

        Assert.All(events, item => Assert.False(item.HasVendorId));
        Assert.Equal(events[0].Id, events[2].Id);
        Assert.NotEqual(events[0].Id, events[1].Id);
    }

    [Fact]
    public void Is_the_bytes_where_one_of_the_parts_is_missing()
    {
        var events = Pages.Events(ByParts, """[{"kind":"k","id":{"time":"2024-05-01T00:00:00Z"}},{"kind":"k","id":{"time":"2024-05-01T00:00:00Z"},"x":1}]""");

        Assert.All(events, item => Assert.False(item.HasVendorId));
        Assert.NotEqual(events[0].Id, events[1].Id);
    }

    [Fact]
    public void Does_not_carry_over_from_the_event_before()
    {
        var events = Pages.Events(ById, """[{"id":"1","at":1},{"x":2},{"id":"1"}]""");

        Assert.Equal([true, false, true], events.Select(item => item.HasVendorId));
        Assert.Equal([DateTimeOffset.FromUnixTimeSeconds(1), null, null], events.Select(item => item.Time));
    }

    [Fact]
    public void Can_be_an_object_as_a_whole()
    {
        var events = Pages.Events(ById, """[{"id":{"a":1,"b":[2]},"at":1},{"id":{"a":1,"b":[3]}}]""");

        Assert.All(events, item => Assert.True(item.HasVendorId));
        Assert.NotEqual(events[0].Id, events[1].Id);
    }
}
