using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using StreamAlert.Apps.Contract;
using Xunit;

namespace StreamAlert.Apps.Tests.Http;

public sealed class RetryTests
{
    private static readonly Func<HttpContext, Task> Fine = ScriptedVendor.Json("[1]");

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    [InlineData(429)]
    public async Task Asks_again_after_a_failure_that_may_pass(int status)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status), ScriptedVendor.Status(status), Fine);
        using var caller = new Caller(vendor.Address);

        Assert.Equal("[1]", await caller.GetAsync());
        AssertBackoff(caller.Clock, 2);
        Assert.Equal(2, caller.Log.Lines.Count);
    }

    [Theory]
    [InlineData(400, Outcome.SourceFailed)]
    [InlineData(401, Outcome.AuthFailed)]
    [InlineData(403, Outcome.AuthFailed)]
    [InlineData(404, Outcome.SourceFailed)]
    [InlineData(501, Outcome.SourceFailed)]
    public async Task Asks_only_once_where_the_answer_would_be_the_same(int status, Outcome outcome)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status, $"\"{Caller.Secret}\"", "Retry-After: 1"), Fine);
        using var caller = new Caller(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(outcome, refusal.Outcome);
        Assert.Contains($"HTTP {status}", refusal.Message);
        Assert.Equal(outcome == Outcome.AuthFailed ? null : (HttpStatusCode)status, refusal.Status);
        Assert.Single(vendor.Requests);
        Assert.Empty(caller.Clock.Waits);
    }

    [Theory]
    [InlineData(503, 4, Outcome.SourceFailed)]
    [InlineData(429, 6, Outcome.Throttled)]
    public async Task Gives_up_after_a_few_attempts(int status, int attempts, Outcome outcome)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(status));
        using var caller = new Caller(vendor.Address);

        Assert.Equal(outcome, (await caller.RefusalAsync()).Outcome);
        Assert.Equal(attempts, vendor.Requests.Count);
        AssertBackoff(caller.Clock, attempts - 1);
    }

    [Fact]
    public async Task Signs_each_attempt_anew_and_names_itself_once()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(500), ScriptedVendor.Status(500), Fine);
        using var caller = new Caller(vendor.Address);
        await caller.GetAsync();

        Assert.Equal([1, 2, 3], vendor.Requests.Select(request => int.Parse(request.Headers["Authorization"].Split(' ')[1])));
        Assert.All(vendor.Requests, request => Assert.Equal(("AppsAzure", "application/json"), (request.Headers["User-Agent"], request.Headers["Accept"])));
    }

    [Fact]
    public async Task Sends_the_body_of_a_request_again()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(500), Fine);
        using var caller = new Caller(vendor.Address);
        using var request = new HttpRequestMessage(HttpMethod.Post, caller.Session.Url("x", "/query")) { Content = new StringContent("body") };
        using var answer = await caller.Session.SendAsync(request, CancellationToken.None);

        Assert.Equal([("POST", "body"), ("POST", "body")], vendor.Requests.Select(seen => (seen.Method, seen.Body)));
    }

    [Fact]
    public async Task Asks_again_where_the_connection_broke_in_the_body()
    {
        await using var vendor = await ScriptedVendor.StartAsync(context => BreakOffAsync(context, 100), context => BreakOffAsync(context, null), Fine);
        using var caller = new Caller(vendor.Address);

        Assert.Equal("[1]", await caller.GetAsync());
        AssertBackoff(caller.Clock, 2);
    }

    [Fact]
    public async Task Asks_again_where_what_was_compressed_is_broken()
    {
        await using var vendor = await ScriptedVendor.StartAsync(
            context => SendAsync(context, "gzip", Encoding.UTF8.GetBytes("no gzip at all")),
            context => SendAsync(context, "br", [0xff, 0xff, 0xff, 0xff]),
            Fine);
        using var caller = new Caller(vendor.Address);

        Assert.Equal("[1]", await caller.GetAsync());
        AssertBackoff(caller.Clock, 2);
    }

    [Fact]
    public async Task Asks_again_where_nobody_answers_and_then_says_what_to_check()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var nobody = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        using var caller = new Caller(nobody);

        var refusal = await caller.RefusalAsync();
        Assert.Equal((Outcome.SourceFailed, null), (refusal.Outcome, refusal.Status));
        Assert.Contains("cannot be reached: check the host name, base_url, proxy and firewall", refusal.Message);
        AssertBackoff(caller.Clock, 3);
    }

    [Fact]
    public async Task Takes_a_host_that_does_not_even_refuse_for_a_failure()
    {
        var handler = Apps.Http.VendorHandler.Create();
        handler.ConnectTimeout = TimeSpan.FromMilliseconds(1);
        handler.ConnectCallback = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return Stream.Null;
        };
        using var caller = new Caller(new Uri("https://127.0.0.1:9"), handler: handler);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.Contains("cannot be reached", refusal.Message);
        AssertBackoff(caller.Clock, 3);
    }

    [Fact]
    public async Task Asks_again_where_the_handshake_broke_off()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var hangUp = Task.Run(async () =>
        {
            while (true)
            {
                using var connection = await listener.AcceptTcpClientAsync(stop.Token);
            }
        });
        using var caller = new Caller(new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        Assert.Equal(Outcome.SourceFailed, (await caller.RefusalAsync()).Outcome);
        AssertBackoff(caller.Clock, 3);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hangUp);
    }

    [Fact]
    public async Task Waits_a_minute_for_an_answer_and_no_longer()
    {
        var clock = new TestClock();
        await using var vendor = await ScriptedVendor.StartAsync(
            async context =>
            {
                clock.Advance(TimeSpan.FromSeconds(59));
                Assert.False(context.RequestAborted.IsCancellationRequested);
                clock.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            },
            Fine);
        using var caller = new Caller(vendor.Address, clock: clock);

        Assert.Equal("[1]", await caller.GetAsync());
        Assert.Contains("did not answer within 60 s", Assert.Single(caller.Log.Lines));
    }

    [Fact]
    public async Task Stops_at_once_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        await using var vendor = await ScriptedVendor.StartAsync(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var caller = new Caller(vendor.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller.Session.GetAsync(caller.Session.Url("x", "/"), stop.Token));
        Assert.Empty(caller.Clock.Waits);
    }

    internal static byte[] Compressed(Func<Stream, Stream> compress, string text)
    {
        using var memory = new MemoryStream();
        using (var stream = compress(memory))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return memory.ToArray();
    }

    internal static async Task SendAsync(HttpContext context, string encoding, byte[] body)
    {
        context.Response.Headers.ContentEncoding = encoding;
        await context.Response.Body.WriteAsync(body);
    }

    // 1, 2, 4 … seconds, each with up to a second of jitter.
    private static void AssertBackoff(TestClock clock, int waits)
    {
        Assert.Equal(waits, clock.Waits.Count);
        Assert.All(clock.Waits.Index(), wait => Assert.InRange(wait.Item.TotalSeconds, 1 << wait.Index, (1 << wait.Index) + 1));
    }

    private static async Task BreakOffAsync(HttpContext context, long? promised)
    {
        context.Response.ContentLength = promised;
        await context.Response.WriteAsync("[1, 2");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }
}
