using StreamAlert.Apps.Configuration;
using Xunit;

namespace StreamAlert.Apps.Tests.Configuration;

public sealed class BaseUrlTests
{
    [Theory]
    [InlineData("https://api.example.com", "https://api.example.com/")]
    [InlineData("https://api.example.com/", "https://api.example.com/")]
    [InlineData("HTTPS://API.example.com:8443/v1//", "https://api.example.com:8443/v1")]
    [InlineData("https://api.example.com/a%20b%2Fc/", "https://api.example.com/a%20b%2Fc")]
    [InlineData("http://localhost:5000/duo/", "http://localhost:5000/duo")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("http://127.9.8.7", "http://127.9.8.7/")]
    [InlineData("http://[::1]:5000/", "http://[::1]:5000/")]
    public void Takes_https_and_http_on_this_machine(string text, string url) => Assert.Equal(url, BaseUrl.Check(text).AbsoluteUri);

    [Theory]
    [InlineData("http://api.example.com")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://128.0.0.1")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://[::2]")]
    [InlineData("http://[::ffff:10.0.0.1]")]
    public void Refuses_http_anywhere_else(string text) => Assert.Contains("must be https", ConfFolder.Refusal(() => BaseUrl.Check(text)));

    [Theory]
    [InlineData("")]
    [InlineData("api.example.com")]
    [InlineData("/etc/passwd")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://api.example.com")]
    [InlineData("https:api.example.com")]
    [InlineData("https:\\\\api.example.com")]
    [InlineData("https://")]
    [InlineData("https://api.example.com:99999")]
    [InlineData(" https://api.example.com")]
    [InlineData("https://api.example.com\n")]
    public void Refuses_what_is_no_absolute_https_address(string text) =>
        Assert.Contains("absolute https address, for example https://api.example.com", ConfFolder.Refusal(() => BaseUrl.Check(text)));

    [Theory]
    [InlineData("https://me:hunter2@api.example.com")]
    [InlineData("https://hunter2@api.example.com")]
    [InlineData("https://@api.example.com")]
    [InlineData("https://api.example.com?key=hunter2")]
    [InlineData("https://api.example.com/?")]
    [InlineData("https://api.example.com/#hunter2")]
    public void Refuses_a_user_a_query_and_a_fragment_and_repeats_none(string text) =>
        Assert.DoesNotContain("hunter2", ConfFolder.Refusal(() => BaseUrl.Check(text)));
}
