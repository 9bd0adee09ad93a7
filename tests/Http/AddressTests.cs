using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Http;

public sealed class AddressTests
{
    [Fact]
    public void Is_the_vendors_own_host_or_what_stands_in_for_it()
    {
        using var own = new Caller(null);
        using var stand = new Caller(new Uri("https://gateway.example/duo/"));

        Assert.Equal("https://vendor.example/logs?a=%2C%7E", own.Session.Url("vendor.example", "/logs?a=%2C%7E").OriginalString);
        Assert.Equal("https://gateway.example/duo/logs?a=1", stand.Session.Url("vendor.example", "/logs?a=1").AbsoluteUri);
    }

    [Theory]
    [InlineData("http://vendor.example", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("ftp://127.0.0.1", false)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://localhost", true)]
    [InlineData("http://[::1]:1", true)]
    [InlineData("https://vendor.example:8443", true)]
    public void Is_https_unless_it_is_on_this_machine(string address, bool allowed)
    {
        using var caller = new Caller(new Uri(address));
        if (allowed)
        {
            Assert.StartsWith(address, caller.Session.Url("x", "/").AbsoluteUri);
            return;
        }

        var refusal = Assert.Throws<AppException>(() => caller.Session.Url("x", "/"));
        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Equal($"'my_app': '{address}' is not https; http is for loopback hosts only: mend base_url", refusal.Message);
    }

    [Fact]
    public void Never_shows_a_password_that_stands_in_it()
    {
        using var caller = new Caller(new Uri($"http://user:{Caller.Secret}@vendor.example"));

        Assert.DoesNotContain(Caller.Secret, Assert.Throws<AppException>(() => caller.Session.Url("x", "/")).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a host")]
    [InlineData("two\nlines")]
    public void Is_refused_where_the_stored_host_is_none(string host)
    {
        using var caller = new Caller(null);

        Assert.Equal(Outcome.Misconfigured, Assert.Throws<AppException>(() => caller.Session.Url(host, "/logs")).Outcome);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Changes_as_the_vendor_redirects_on_its_own_host(int status)
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            ScriptedVendor.Status(status, "", "Location: /elsewhere?a=%2C"), ScriptedVendor.Status(status, "", "Location: last"), ScriptedVendor.Json("[1]"));
        using var caller = new Caller(vendor.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, caller.Session.Url("x", "/logs"));
        request.Headers.Add("Api-Version", "2");
        using var answer = await caller.Session.SendAsync(request, CancellationToken.None);

        Assert.Equal(["/logs", "/elsewhere?a=%2C", "/last"], vendor.Requests.Select(seen => seen.Target));
        Assert.Equal(["1", "2", "3"], vendor.Requests.Select(seen => seen.Headers["Authorization"].Split(' ')[1]));
        Assert.All(vendor.Requests, seen => Assert.Equal("2", seen.Headers["Api-Version"]));
        Assert.Empty(caller.Clock.Waits);
    }

    [Fact]
    public async Task Does_not_change_for_ever()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(302, "", "Location: /logs"));
        using var caller = new Caller(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.Contains("redirects where it should answer (HTTP 302)", refusal.Message);
        Assert.Equal(6, vendor.Requests.Count);
    }

    [Fact]
    public async Task Does_not_change_for_a_request_that_carries_something()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(302, "", "Location: /elsewhere"));
        using var caller = new Caller(vendor.Address);

        await caller.RefusalAsync(() => caller.Session.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, caller.Session.Url("x", "/query")) { Content = new StringContent("q") }, CancellationToken.None));
        Assert.Single(vendor.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{elsewhere}/logs")]
    [InlineData("//127.0.0.1:{elsewhere}/logs")]
    [InlineData("https://127.0.0.1:{here}/logs")]
    [InlineData("http://localhost:{here}/logs")]
    [InlineData("http://user@127.0.0.1:{here}/logs")]
    [InlineData("http://127.0.0.1:{here}@127.0.0.1:{elsewhere}/logs")]
    [InlineData("ftp://127.0.0.1:{here}/logs")]
    [InlineData("file:///etc/passwd")]
    [InlineData("mailto:root@localhost")]
    public async Task Never_becomes_another_host(string location)
    {
        await using var elsewhere = await ScriptedVendor.StartAsync(ScriptedVendor.Json("[]"));
        var target = location.Replace("{elsewhere}", $"{elsewhere.Address.Port}", StringComparison.Ordinal);
        var here = 0;
        await using var vendor = await ScriptedVendor.StartAsync(context => ScriptedVendor
            .Status(302, "", $"Location: {target.Replace("{here}", $"{here}", StringComparison.Ordinal)}")(context));
        here = vendor.Address.Port;
        using var caller = new Caller(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.Contains("points to another host", refusal.Message);
        Assert.Single(vendor.Requests);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Is_asked_only_where_it_was_named_before()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json("[]"));
        using var caller = new Caller(vendor.Address);

        await caller.RefusalAsync(() => caller.Session.GetAsync(new Uri(vendor.Address, "/next"), CancellationToken.None));
        Assert.Empty(vendor.Requests);

        caller.Session.Url("x", "/");
        using var answer = await caller.Session.GetAsync(new Uri(vendor.Address, "/next"), CancellationToken.None);
        Assert.Single(vendor.Requests);
    }
}
