using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

public sealed class RandomDocumentTests
{
    private const string Function = "sa_prod_duo_auth_duo_prod_app";

    private static readonly string[] Scalars =
    [
        "1.0", "-0", "1e5", "1E+2", "0.10", "123456789012345678901234567890", "true", "false", "null", "{}", "[]", "[ ]",
        "\"\"", "\"caf\u00e9 \u65e5\u672c \U0001F600\"", "\"\\u00e9\\n\\t\\\"\\\\\\/\"", "\"\\ud83d\\ude00\"", "\"<&'+>\u2028\u007f\"", "\"\\u0000\\u001f\"",
    ];

    private static readonly string[] Keys =
        ["b", "a", "Z", "\u00e9", "\\u65e5", "a.b", "", " ", "\\\"", "modules2", "app_name", "\U0001F600", "id"];

    [Fact]
    public void Keep_every_key_every_value_and_their_order_when_an_app_is_added() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll(Documents.ToArbitrary(), document =>
            {
                using var folder = new ConfFolder(document);
                folder.Load().Add(ConfFolder.App());
                var after = JsonNode.Parse(folder.Read())!;
                Assert.True(after["modules"]!["streamalert_apps"]!.AsObject().Remove(Function));
                Assert.True(after["data_sources"]!["streamalert_app"]!.AsObject().Remove(Function));

                // Numbers are compared as they are spelt: a parsed document remembers it.
                Assert.Equal(JsonNode.Parse(document)!.ToJsonString(), after.ToJsonString());
            }));

    [Fact]
    public void Are_laid_out_the_same_however_often_they_are_written() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(30),
            Prop.ForAll(Documents.ToArbitrary(), document =>
            {
                using var folder = new ConfFolder(document);
                folder.Load().Add(ConfFolder.App("first"));
                var lines = folder.Read().Split('\n').Select(line => line.TrimEnd(',')).ToList();
                folder.Load().Add(ConfFolder.App("second"));
                var more = folder.Read().Split('\n').Select(line => line.TrimEnd(',')).ToList();

                var at = 0;
                Assert.All(lines, line => Assert.True((at = more.IndexOf(line, at) + 1) > 0));
                Assert.Equal("", more[^1]);
            }));

    private static Gen<string> Documents =>
        from before in Fields(2)
        from inModules in Fields(2)
        from between in Fields(1)
        from inSources in Fields(1)
        from after in Fields(1)
        from apps in Gen.Elements("{}", """{"SA_other": {"app_name": "x", "n": 1.0}}""", """{"broken": [1.50], "y": null}""")
        let modules = $"\"modules\": {Object([.. inModules, $"\"streamalert_apps\": {apps}"])}"
        let sources = $"\"data_sources\": {Object([.. inSources, "\"streamalert_app\": {\"z\": [\"\\u00fc\"]}"])}"
        select Object([.. before, modules, .. between, sources, .. after]);

    private static Gen<string> Value(int depth) => depth == 0
        ? Gen.Elements(Scalars)
        : Gen.OneOf(
            Gen.Elements(Scalars),
            Fields(depth - 1).Select(Object),
            Value(depth - 1).ListOf(3).Select(items => $"[{string.Join(" ,\n", items)}]"));

    private static Gen<string[]> Fields(int depth) =>
        from keys in Gen.SubListOf(Keys)
        from values in Value(depth).ListOf(keys.Count)
        select keys.Zip(values, (key, value) => $"\"{key}\" :{value}").ToArray();

    // A key that was drawn twice stands once.
    private static string Object(string[] fields) => $"{{\t{string.Join(",\r\n", fields.DistinctBy(field => field.Split(" :")[0]))}}}";
}
