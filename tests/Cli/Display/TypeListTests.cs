using StreamAlert.Apps.Cli.Display;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Display;

public sealed class TypeListTests
{
    [Fact]
    public void What_all_types_of_a_service_have_in_common_is_told_once() => Assert.Equal(
        """
        chosen
            credentials:
              user        the name of the user
              [password]  the password, where there is one
              [key_file]  the path of the key
            settings:
              row_format  the format of rows, json or csv [csv]
              team        the team whose log it is, where there are several (optional)
          chosen_a       Chosen a logs (chosen:a)
          chosen_longer  Chosen longer logs (chosen:longer) (retired: ended in 2025)


        """,
        TypeList.Of([new ChosenApp("longer") { End = "ended in 2025" }, new ChosenApp("a")]));

    [Fact]
    public void What_differs_stands_at_each_type() => Assert.Equal(
        """
        chosen
            credentials:
              user        the name of the user
              [password]  the password, where there is one
              [key_file]  the path of the key
          chosen_a  Chosen a logs (chosen:a)
              settings:
                zone  the zone [eu]
          chosen_b  Chosen b logs (chosen:b)


        """,
        TypeList.Of(
        [
            new ChosenApp("a") { Choices = [new("zone", "the zone", new("[a-z]+"), "eu")] },
            new ChosenApp("b") { Choices = [] },
        ]));

    [Fact]
    public void Services_are_in_order_with_a_blank_line_after_each()
    {
        var lines = TypeList.Of([AppCatalog.Get("duo_auth"), new ChosenApp()]).Split('\n');
        Assert.Equal(["chosen", "duo"], lines.Where(line => line.Length > 0 && line[0] != ' '));
        Assert.Equal("", lines[lines.IndexOf("duo") - 1]);
    }

    [Fact]
    public void Programs_are_told_settings_what_is_retired_and_what_is_optional()
    {
        var json = TypeJson.Of([new ChosenApp { End = "ended" }, new ChosenApp("served")]);

        Assert.Equal("ended", (string?)json[0]!["retired"]);
        Assert.True(json[1]!.AsObject().ContainsKey("retired"));
        Assert.Null(json[1]!["retired"]);
        Assert.Equal([false, true, true], json[0]!["auth"]!.AsArray().Select(field => (bool)field!["optional"]!));
        Assert.Equal(
            """{"name":"row_format","description":"the format of rows, json or csv","format":"json|csv","default":"csv"}""",
            json[0]!["settings"]![0]!.ToJsonString());
    }
}
