using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class FaultTests
{
    [Theory]
    [InlineData("503@3", FaultKind.Status, 3, 503)]
    [InlineData("429@2", FaultKind.Status, 2, 429)]
    [InlineData("401@1", FaultKind.Status, 1, 401)]
    [InlineData("truncate@2", FaultKind.Truncate, 2, 0)]
    [InlineData("close@4", FaultKind.Close, 4, 0)]
    [InlineData("stall@5", FaultKind.Stall, 5, 0)]
    [InlineData("html@2", FaultKind.Html, 2, 0)]
    [InlineData("garbage@2", FaultKind.Garbage, 2, 0)]
    [InlineData("redirect@3", FaultKind.Redirect, 3, 0)]
    [InlineData("denied@1", FaultKind.Denied, 1, 0)]
    [InlineData("forbidden@2", FaultKind.Forbidden, 2, 0)]
    [InlineData("plan@2", FaultKind.Plan, 2, 0)]
    [InlineData("throttled@2", FaultKind.Throttled, 2, 0)]
    [InlineData("maintenance@2", FaultKind.Maintenance, 2, 0)]
    [InlineData("error@2", FaultKind.Error, 2, 0)]
    [InlineData("charset@2", FaultKind.Charset, 2, 0)]
    [InlineData("expired@2", FaultKind.Expired, 2, 0)]
    [InlineData("forget@2", FaultKind.Forget, 2, 0)]
    [InlineData("empty@2", FaultKind.Empty, 2, 0)]
    public void Is_what_happens_and_on_which_call(string text, FaultKind kind, int call, int status) =>
        Assert.Equal([new Fault(kind, call, status)], Fault.Parse(text));

    [Fact]
    public void Strikes_each_call_of_a_range() =>
        Assert.Equal([new(FaultKind.Status, 3, 503), new(FaultKind.Status, 4, 503), new(FaultKind.Status, 5, 503)], Fault.Parse("503@3-5"));

    [Theory]
    [InlineData("")]
    [InlineData("503")]
    [InlineData("@3")]
    [InlineData("200@3")]
    [InlineData("600@3")]
    [InlineData("status@3")]
    [InlineData("explode@3")]
    [InlineData("close@0")]
    [InlineData("close@-1")]
    [InlineData("close@5-4")]
    [InlineData("close@1-2000000000")]
    [InlineData("close@99999999999")]
    [InlineData("close@1,2")]
    [InlineData(" close@1")]
    [InlineData("close@1\n")]
    public void Is_refused_with_a_sentence_where_the_text_is_none(string text) =>
        Assert.StartsWith($"'{text}' is no fault: ", Assert.Throws<FormatException>(() => Fault.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Is_refused_with_the_names_of_all_there_are()
    {
        var message = Assert.Throws<FormatException>(() => Fault.Parse("explode@1")).Message;

        Assert.All(
            Enum.GetNames<FaultKind>().Where(name => name != nameof(FaultKind.Status)),
            name => Assert.Contains($" {name.ToLowerInvariant()}", message, StringComparison.Ordinal));
    }
}
