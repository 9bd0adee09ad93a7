using StreamAlert.Apps.Cli;
using StreamAlert.Apps.Cli.Choosing;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Choosing;

public sealed class SettingsReaderTests
{
    [Theory]
    [InlineData("row_format", "--set takes NAME=VALUE, such as --set row_format=json")]
    [InlineData("=hunter2", "--set takes NAME=VALUE, such as --set row_format=json")]
    [InlineData("row_fromat=json", "--set: 'row_fromat' is no setting of chosen_log: did you mean 'row_format'? There are: row_format, team")]
    [InlineData("row_format=xml", "--set: 'xml' does not fit 'row_format' of chosen_log: choose the format of rows, json or csv (default: 'csv')")]
    public void What_is_no_choice_is_refused_with_what_to_choose(string assignment, string message) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => Reader(new()).Parse([assignment])).Message);

    [Fact]
    public void A_value_may_be_empty_and_hold_equals_signs()
    {
        var app = new ChosenApp { Choices = [new("filter", "the filter", new("[a-z=]*"), "none"), new("team", "the team", new("x"), "")] };
        var given = new SettingsReader(app, Watched(new())).Parse(["filter=a=b=", "team="]);
        Assert.Equal([new("filter", "a=b="), new("team", "")], given);
    }

    [Fact]
    public async Task A_person_is_asked_for_what_was_not_given()
    {
        var screen = new ScriptedScreen("red");
        var reader = Reader(screen);

        var chosen = await reader.CompleteAsync(reader.Parse(["row_format=json"]), mayAsk: true, default);

        Assert.Equal([new("row_format", "json"), new("team", "red")], chosen);
        Assert.Contains("Please choose the team whose log it is, where there are several, such as 'red' (optional): red", screen.Shown, StringComparison.Ordinal);
        Assert.DoesNotContain("format of rows", screen.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enter_takes_the_default_which_is_not_written_down()
    {
        var screen = new ScriptedScreen("", "");

        Assert.Empty(await Reader(screen).CompleteAsync(new Dictionary<string, string>(), mayAsk: true, default));
        Assert.Contains("Please choose the format of rows, json or csv [csv]:", screen.Shown, StringComparison.Ordinal);
        Assert.Equal(0, screen.Left);
    }

    [Fact]
    public async Task A_value_that_does_not_fit_is_asked_for_again()
    {
        var screen = new ScriptedScreen("xml", " json ", "7", "red");

        var chosen = await Reader(screen).CompleteAsync(new Dictionary<string, string>(), mayAsk: true, default);

        Assert.Equal([new("row_format", "json"), new("team", "red")], chosen);
        Assert.Contains("That does not fit. Please try again.", screen.Shown, StringComparison.Ordinal);
        Assert.Contains("That does not fit, such as 'red'. Please try again.", screen.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Where_nobody_can_or_may_be_asked_the_defaults_are_chosen(bool canAsk, bool mayAsk)
    {
        var screen = new ScriptedScreen("json", "red");
        var reader = new SettingsReader(new ChosenApp(), new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null) { CanAsk = canAsk, Screen = screen });

        Assert.Equal([new("team", "blue")], await reader.CompleteAsync(reader.Parse(["team=blue", "row_format=csv"]), mayAsk, default));
        Assert.Empty(screen.Shown);
    }

    [Fact]
    public async Task Who_interrupts_a_question_ends_its_line()
    {
        var screen = new ScriptedScreen();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Reader(screen).CompleteAsync(new Dictionary<string, string>(), mayAsk: true, default));
        Assert.EndsWith("\n", screen.Shown, StringComparison.Ordinal);
    }

    private static SettingsReader Reader(ScriptedScreen screen) => new(new ChosenApp(), Watched(screen));

    private static Terminal Watched(ScriptedScreen screen) => new(TextReader.Null, TextWriter.Null, TextWriter.Null) { CanAsk = true, Screen = screen };
}
