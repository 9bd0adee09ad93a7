using StreamAlert.Apps.Cli.Sandbox;
using Xunit;

namespace StreamAlert.Apps.Tests.Cli.Sandbox;

public sealed class SandboxRequestTests
{
    [Fact]
    public void Tells_decoded_parameters_in_their_order()
    {
        var request = RequestOf.Query("/log", "?b=1%262&a=%C3%BC+x&b=");

        Assert.Equal([new("b", "1&2"), new("a", "ü x"), new("b", "")], request.Query);
        Assert.Empty(request.Form);
        Assert.Equal(("GET", "/log", "127.0.0.1:8085"), (request.Method, request.Path, request.Host));
        Assert.Equal(("abc", "Bearer abc", null), (request.Bearer, request.Header("authorization"), request.Header("X-None")));
    }

    [Fact]
    public void Reads_a_form_only_where_the_body_is_one()
    {
        Assert.Equal([new("grant_type", "a:b"), new("scope", "x y")], RequestOf.Form("grant_type=a%3Ab&scope=x+y").Form);
        Assert.Empty(RequestOf.Of("/token", "", "application/json", "a=b").Form);
        Assert.Equal("a=b"u8.ToArray(), RequestOf.Of("/token", "", "application/json", "a=b").Body.ToArray());
    }

    [Fact]
    public void Finds_the_one_value_of_a_parameter()
    {
        var request = RequestOf.Query("/log", "?a=1&b=2&b=3");

        Assert.Equal("1", request.Single("a"));
        Assert.Null(request.Single("c"));
        Assert.Equal("1", request.Required("a"));
        Assert.Equal("b is repeated", Why(() => request.Single("b")));
        Assert.Equal("c is missing", Why(() => request.Required("c")));
    }

    [Fact]
    public void Lets_in_only_the_parameters_that_are_known()
    {
        var request = RequestOf.Query("/log", "?a=1&b=2&b=3");

        request.Only(["a"], repeatable: ["b"]);
        Assert.Equal("b is repeated", Why(() => request.Only("a", "b")));
        Assert.Equal("a is not known", Why(() => request.Only(["c"], repeatable: ["b"])));
    }

    private static string Why(Action action)
    {
        var refusal = Assert.Throws<SandboxRefusal>(action);
        Assert.True(refusal.IsMisunderstanding);
        Assert.Equal(400, refusal.Reply.Status);
        return refusal.Message;
    }
}
