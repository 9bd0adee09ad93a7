using StreamAlert.Apps.Cli;
using StreamAlert.Apps.Cli.Credentialing;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Credentialing;

public sealed class CredentialsReaderTests
{
    [Theory]
    [InlineData("""{"user": "jane"}""", "user")]
    [InlineData("""{"user": "jane", "password": "", "key_file": null}""", "user")]
    [InlineData("""{"user": "jane", "password": "hunter"}""", "password, user")]
    [InlineData("""{"user": "jane", "key_file": {"a": "KEY"}}""", "key_file, user")]
    [InlineData("""{"user": "jane", "key_file": "BEGIN KEY"}""", "key_file, user")]
    public async Task What_is_missing_or_empty_is_not_stored(string json, string names) =>
        Assert.Equal(names, (await FromFileAsync(json)).ToString());

    [Fact]
    public async Task A_key_file_that_stands_as_an_object_is_kept_as_its_text() =>
        Assert.Equal("""{"a":"KEY"}""", (await FromFileAsync("""{"user": "jane", "key_file": {"a": "KEY"}}"""))["key_file"]);

    [Theory]
    [InlineData("{}", "'user' is missing")]
    [InlineData("""{"user": ""}""", "'user' does not fit: it is the name of the user, such as 'jane'")]
    [InlineData("""{"user": null}""", "'user' does not fit")]
    [InlineData("""{"user": "jane", "password": "HUNTER2"}""", "'password' does not fit: it is the password, where there is one")]
    [InlineData("""{"user": "jane", "password": 42}""", "'password' does not fit")]
    public async Task What_is_needed_or_does_not_fit_is_told_and_not_repeated(string json, string words)
    {
        var refusal = await Assert.ThrowsAsync<UsageException>(() => FromFileAsync(json));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("HUNTER2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enter_alone_leaves_out_what_can_be_left_out()
    {
        var screen = new ScriptedScreen("", "jane", "", "");

        var credentials = await FromPersonAsync(screen);

        Assert.Equal("user", credentials.ToString());
        Assert.Contains("Please supply the name of the user, such as 'jane':", screen.Shown, StringComparison.Ordinal);
        Assert.Contains("Please supply the password, where there is one (optional):", screen.Shown, StringComparison.Ordinal);
        Assert.Equal(0, screen.Left);
    }

    [Fact]
    public async Task What_can_be_left_out_is_asked_for_again_where_it_does_not_fit_and_a_secret_is_not_shown()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "BEGIN KEY");
        var screen = new ScriptedScreen("jane", "HUNTER2", "hunter", "/nowhere/at/all", file);

        var credentials = await FromPersonAsync(screen);
        File.Delete(file);

        Assert.Equal(("jane", "hunter", "BEGIN KEY"), (credentials["user"], credentials["password"], credentials["key_file"]));
        Assert.DoesNotContain("hunter", screen.Shown, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("KEY", screen.Shown, StringComparison.Ordinal);
        Assert.Equal(2, screen.Shown.Split("That does not fit. Please try again.").Length - 1);
    }

    private static Task<Credentials> FromFileAsync(string json) =>
        new CredentialsReader(new ChosenApp(), new Terminal(new StringReader(json), TextWriter.Null, TextWriter.Null)).ReadAsync("-", default);

    private static Task<Credentials> FromPersonAsync(ScriptedScreen screen) => new CredentialsReader(
        new ChosenApp(), new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null) { CanAsk = true, Screen = screen }).ReadAsync(null, default);
}
