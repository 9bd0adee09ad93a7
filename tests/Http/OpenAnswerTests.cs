using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Http;

public sealed class OpenAnswerTests
{
    [Fact]
    public async Task Is_read_as_it_comes_and_decompressed()
    {
        var half = new TaskCompletionSource();
        await using var vendor = await ScriptedVendor.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(Encoding.ASCII.GetBytes("first"));
            await gzip.FlushAsync();
            await half.Task;
            await gzip.WriteAsync(Encoding.ASCII.GetBytes("second"));
        });
        using var caller = new Caller(vendor.Address);
        using var answer = await OpenAsync(caller);

        var buffer = new byte[5];
        await answer.Body.ReadExactlyAsync(buffer);
        Assert.Equal("first", Encoding.ASCII.GetString(buffer));
        half.SetResult();
        Assert.Equal("second", await new StreamReader(answer.Body).ReadToEndAsync());
    }

    [Fact]
    public async Task Is_asked_for_again_where_the_vendor_is_down_and_signed_anew()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(503), ScriptedVendor.Json("x"));
        using var caller = new Caller(vendor.Address);
        using var answer = await OpenAsync(caller);

        Assert.Equal("x", await new StreamReader(answer.Body).ReadToEndAsync());
        Assert.Equal([$"{Caller.Secret} 1", $"{Caller.Secret} 2"], vendor.Requests.Select(request => request.Headers["Authorization"]));
    }

    [Fact]
    public async Task Says_in_words_that_it_broke_off()
    {
        await using var vendor = await ScriptedVendor.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var caller = new Caller(vendor.Address);

        var refusal = await caller.RefusalAsync(async () =>
        {
            using var answer = await OpenAsync(caller);
            await new StreamReader(answer.Body).ReadToEndAsync();
        });
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
    }

    [Fact]
    public async Task Is_refused_as_any_other_answer_is()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(403));
        using var caller = new Caller(vendor.Address);

        Assert.Equal(Outcome.AuthFailed, (await caller.RefusalAsync(() => OpenAsync(caller))).Outcome);
    }

    private static Task<OpenAnswer> OpenAsync(Caller caller) =>
        caller.Session.OpenAsync(new HttpRequestMessage(HttpMethod.Get, caller.Session.Url("vendor.example", "/file")), CancellationToken.None);
}
