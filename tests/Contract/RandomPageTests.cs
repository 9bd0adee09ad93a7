using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Contract;

public sealed class RandomPageTests
{
    private static readonly PageLayout Layout = new() { Events = "r.e", Next = "r.m.n", Id = ["id", "in.id"], Time = "at" };

    private static readonly string[] Scalars =
    [
        "1.0", "-0", "1e5", "1E+2", "0.10", "12345678901234567890", "true", "false", "null", "\"\"", "\"caf\u00e9 \U0001F600\"",
        "\"\\u00e9\\n\\t\\\"\\\\\\/]}\"", "\"\\ud83d\\ude00\"", "\"<&'+>\u2028\u007f\"", "\"[{\"", "1714522000",
    ];

    private static readonly string[] Keys = ["id", "in", "at", "r", "e", "m", "n", "a b", "", "\\u0069d", "\\\"", "\u00e9"];

    private static Gen<string> Space => Gen.Elements("", " ", "\n", "\r\n", "\t  ");

    private static Gen<string> Pages =>
        from events in Value(3).ListOf()
        from before in Fields(2)
        from after in Fields(2)
        from next in Gen.Elements("\"t\"", "12", "[\"a\",1]", "null", "")
        from space in Space
        let way = next.Length > 0 ? $",{space}\"m\":{{{space}\"n\"{space}:{next}}}" : ""
        let array = $"[{space}{string.Join($"{space},{space}", events)}{space}]"
        let inner = string.Concat(before.Where(member => !member.Contains("\"e\"") && !member.StartsWith("\"m\"", StringComparison.Ordinal)).Select(member => $"{member},"))
        let outer = string.Concat(after.Where(member => !member.StartsWith("\"r\"", StringComparison.Ordinal)).Select(member => $",{space}{member}"))
        select $"{space}{{\"r\"{space}:{{{inner}\"e\":{space}{array}{way}}}{outer}}}{space}";

    [Fact]
    public void Are_cut_exactly_where_their_events_begin_and_end() => ForAll((expected, page) =>
        Assert.Equal(expected.Select(item => item.GetRawText()), page.Events.Select(Contract.Pages.Text)));

    [Fact]
    public void Name_an_identity_just_where_all_its_parts_are_there() => ForAll((expected, page) =>
    {
        for (var at = 0; at < expected.Count; at++)
        {
            var (one, two) = (Part(expected[at], "id"), Part(Part(expected[at], "in"), "id"));
            Assert.Equal(one is not null && two is not null, page.Events[at].HasVendorId);
        }
    });

    [Fact]
    public void Give_the_same_identity_to_the_same_parts_only() => ForAll((expected, page) =>
    {
        var keys = expected.Select(item => (Part(item, "id"), Part(Part(item, "in"), "id")) is ({ } one, { } two) ? $"{one} {two}" : item.GetRawText()).ToList();
        Assert.Equal(keys.Distinct().Count(), page.Events.Select(item => item.Id).Distinct().Count());
    });

    private static void ForAll(Action<List<JsonElement>, Page> check) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Pages.ToArbitrary(), json =>
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement.GetProperty("r");
            var page = Contract.Pages.Of().Read(Layout, json);
            var next = root.TryGetProperty("m", out var way) ? way.GetProperty("n").GetRawText().Trim('"') : "null";
            Assert.Equal(next switch { "null" => null, "[\"a\",1]" => "a,1", _ => next }, page.Next);
            check([.. root.GetProperty("e").EnumerateArray()], page);
        }));

    private static JsonElement? Part(JsonElement? item, string name) =>
        item is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var part)
        && part.ValueKind != JsonValueKind.Null && part.GetRawText() != "\"\"" ? part : null;

    private static Gen<string> Value(int depth) => depth == 0
        ? Gen.Elements(Scalars)
        : Gen.OneOf(
            Gen.Elements(Scalars),
            from fields in Fields(depth - 1)
            from space in Space
            select $"{{{space}{string.Join($"{space},", fields)}}}",
            from items in Value(depth - 1).ListOf(3)
            from space in Space
            select $"[{string.Join($",{space}", items)}]");

    // A key that was drawn twice stands once; an escaped one is another spelling of one of them.
    private static Gen<string[]> Fields(int depth) =>
        from keys in Gen.SubListOf(Keys)
        from values in Value(depth).ListOf(keys.Count)
        from space in Space
        select keys.Zip(values, (key, value) => (key, value)).DistinctBy(pair => pair.key.Replace("\\u0069d", "id", StringComparison.Ordinal))
            .Select(pair => $"\"{pair.key}\"{space}:{space}{pair.value}").ToArray();
}
