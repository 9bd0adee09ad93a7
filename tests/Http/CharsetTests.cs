using System.Text;
using Microsoft.AspNetCore.Http;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Http;

public sealed class CharsetTests
{
    [Fact]
    public async Task An_answer_in_another_charset_is_refused_by_its_name()
    {
        await using var vendor = await ScriptedVendor.StartAsync(Send("ISO-8859-1", Encoding.Latin1));
        using var caller = new Caller(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.Contains("answers in the charset 'ISO-8859-1' where JSON is UTF-8", refusal.Message);
    }

    [Theory]
    [InlineData("ISO-8859-1")]
    [InlineData("\"utf-8\"")]
    [InlineData("UTF-8")]
    public async Task An_answer_in_UTF_8_is_taken_whatever_it_is_called(string charset)
    {
        await using var vendor = await ScriptedVendor.StartAsync(Send(charset, new UTF8Encoding(false)));
        using var caller = new Caller(vendor.Address);

        Assert.Equal("[\"Zoë\"]", await caller.GetAsync());
    }

    private static Func<HttpContext, Task> Send(string charset, Encoding encoding) => context =>
    {
        context.Response.ContentType = $"application/json; charset={charset}";
        return context.Response.Body.WriteAsync(encoding.GetBytes("[\"Zoë\"]")).AsTask();
    };
}
