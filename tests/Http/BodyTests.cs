using System.IO.Compression;
using System.Text;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Http;

public sealed class BodyTests
{
    private static readonly string Text = string.Join(',', Enumerable.Range(0, 20_000));

    [Fact]
    public async Task Is_decompressed_as_it_is_read()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            context => RetryTests.SendAsync(context, "gzip", RetryTests.Compressed(stream => new GZipStream(stream, CompressionLevel.Fastest), Text)),
            context => RetryTests.SendAsync(context, "br", RetryTests.Compressed(stream => new BrotliStream(stream, CompressionLevel.Fastest), Text)),
            ScriptedVendor.Json(Text));
        using var caller = new Caller(vendor.Address);

        Assert.Equal([Text, Text, Text], [await caller.GetAsync(), await caller.GetAsync(), await caller.GetAsync()]);
        Assert.All(vendor.Requests, request => Assert.Contains("gzip", request.Headers["Accept-Encoding"]));
        Assert.Empty(caller.Clock.Waits);
    }

    [Fact]
    public async Task Is_refused_beyond_64_MiB()
    {
        var zeros = new byte[1 << 20];
        await using var vendor = await ScriptedVendor.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            for (var sent = 0; sent < 80 && !context.RequestAborted.IsCancellationRequested; sent++)
            {
                await gzip.WriteAsync(zeros);
            }
        });
        using var caller = new Caller(vendor.Address, TimeSpan.FromSeconds(2));

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.Contains("answers with more than 64 MiB at once", refusal.Message);
    }

    [Fact]
    public async Task Stays_its_own_while_others_are_read()
    {
        await using var vendor = await ScriptedVendor.StartAsync(context =>
            ScriptedVendor.Json(string.Concat(Enumerable.Repeat(context.Request.Path.Value, 5000)))(context));
        using var caller = new Caller(vendor.Address);
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(at =>
            caller.Session.GetAsync(caller.Session.Url("x", $"/{at}"), CancellationToken.None)));

        Assert.All(answers.Index(), answer => Assert.Equal(
            string.Concat(Enumerable.Repeat($"/{answer.Index}", 5000)), Encoding.UTF8.GetString(answer.Item.Body.Span)));
        Assert.All(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task Gives_its_memory_back_only_once()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(new string('a', 50_000)), ScriptedVendor.Json(new string('b', 50_000)));
        using var caller = new Caller(vendor.Address);
        var first = await caller.Session.GetAsync(caller.Session.Url("x", "/"), CancellationToken.None);
        first.Dispose();
        first.Dispose();
        var second = await caller.GetAsync();
        first.Dispose();

        Assert.Equal(new string('b', 50_000), second);
    }

    [Fact]
    public async Task Can_be_empty()
    {
        await using var vendor = await ScriptedVendor.StartAsync(context =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });
        using var caller = new Caller(vendor.Address);

        Assert.Equal("", await caller.GetAsync());
    }
}
