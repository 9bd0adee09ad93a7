using System.Globalization;
using Microsoft.AspNetCore.Http;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Http;
using Xunit;

namespace StreamAlert.Apps.Tests.Http;

public sealed class TokenTests
{
    private readonly TestClock clock = new();

    [Fact]
    public async Task Is_asked_for_once_and_used_until_shortly_before_it_expires()
    {
        await using var vendor = await TokenVendor.StartAsync(clock);
        using var caller = Call(vendor);

        await caller.GetAsync();
        await caller.GetAsync();
        clock.Advance(TimeSpan.FromSeconds(600 - 61));
        await caller.GetAsync();
        Assert.Equal(1, vendor.Given);

        clock.Advance(TimeSpan.FromSeconds(2));
        await caller.GetAsync();
        Assert.Equal((2, 0), (vendor.Given, vendor.Refused));
    }

    [Fact]
    public async Task Is_renewed_once_where_it_is_refused_and_used_by_the_next_attempt()
    {
        await using var vendor = await TokenVendor.StartAsync(clock);
        using var caller = Call(vendor);
        await caller.GetAsync();
        vendor.Forget();

        Assert.Equal("[1]", await caller.GetAsync());
        Assert.Equal((2, 1), (vendor.Given, vendor.Refused));
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task Is_not_asked_for_again_and_again_where_new_ones_are_refused_as_well()
    {
        await using var vendor = await TokenVendor.StartAsync(clock, takesNone: true);
        using var caller = Call(vendor);

        Assert.Equal(Outcome.AuthFailed, (await caller.RefusalAsync()).Outcome);
        Assert.Equal((2, 2), (vendor.Given, vendor.Refused));
    }

    [Fact]
    public async Task Is_one_for_all_that_need_it_at_once()
    {
        await using var vendor = await TokenVendor.StartAsync(clock);
        using var caller = Call(vendor);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => caller.GetAsync()));

        Assert.Equal((1, 0), (vendor.Given, vendor.Refused));
    }

    [Fact]
    public async Task Is_asked_for_again_by_the_vendors_clock_where_ours_is_off()
    {
        await using var vendor = await TokenVendor.StartAsync(clock, skew: TimeSpan.FromMinutes(20));
        using var caller = Call(vendor);

        Assert.Equal("[1]", await caller.GetAsync());
        Assert.Equal(["0", "1200"], vendor.Asked);
    }

    [Fact]
    public async Task Is_not_asked_for_twice_where_both_clocks_agree()
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Status(
            400, """{"error":"invalid_grant","error_description":"hunter2"}""", $"Date: {clock.GetUtcNow():R}"));
        using var caller = Call(vendor.Address);
        var refusal = await caller.RefusalAsync();

        Assert.Equal(Outcome.AuthFailed, refusal.Outcome);
        Assert.Contains("gives no token for the credentials (invalid_grant): check secret_key, api_hostname, then run: apps-cli update-auth", refusal.Message);
        Assert.Single(vendor.Requests);
    }

    [Theory]
    [InlineData("""{"token_type":"Bearer"}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":"a\r\nEvil: header"}""")]
    [InlineData("<html>Be back soon</html>")]
    public async Task Is_missing_where_the_answer_has_none(string body)
    {
        await using var vendor = await ScriptedVendor.StartAsync(ScriptedVendor.Json(body));
        using var caller = Call(vendor.Address);

        var refusal = await caller.RefusalAsync();
        Assert.Equal(Outcome.SourceFailed, refusal.Outcome);
        Assert.Contains("answered without one", refusal.Message);
    }

    [Fact]
    public async Task Is_waited_for_where_the_vendor_is_down()
    {
        await using var vendor = await TokenVendor.StartAsync(clock);
        vendor.IsDown = 2;
        using var caller = Call(vendor);

        Assert.Equal("[1]", await caller.GetAsync());
        Assert.Equal(2, clock.Waits.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1200)]
    public async Task Is_asked_for_with_the_time_of_each_attempt_where_the_vendor_was_down(int skew)
    {
        // What was signed before a long wait has expired after it, and what arrived before the answer broke off was used up.
        await using var vendor = await TokenVendor.StartAsync(clock, skew: TimeSpan.FromSeconds(skew));
        vendor.IsDownAfter = skew == 0 ? 0 : 1;
        vendor.IsDown = 3;
        using var caller = Call(vendor);

        Assert.Equal("[1]", await caller.GetAsync());
        Assert.Equal(3, clock.Waits.Count);
        Assert.Equal(skew == 0 ? ["0"] : ["0", "1200"], vendor.Asked);
    }

    [Fact]
    public void Belongs_to_its_credentials_and_to_where_they_are_handed_in()
    {
        using var caches = new TokenCaches(clock);
        var credentials = new Credentials([new("id", "1")]);

        Assert.Same(caches.For("box", credentials, "a"), caches.For("box", new Credentials([new("id", "1")]), "a"));
        Assert.NotSame(caches.For("box", credentials, "a"), caches.For("box", credentials, "b"));
        Assert.NotSame(caches.For("box", credentials, "a"), caches.For("gsuite", credentials, "a"));
        Assert.NotSame(caches.For("box", credentials, "a"), caches.For("box", new Credentials([new("id", "2")]), "a"));
        Assert.DoesNotContain("secret", new AccessToken("secret").ToString());
    }

    private Caller Call(TokenVendor vendor) => Call(vendor.Address);

    private Caller Call(Uri address) => new(address, app: new TokenApp(), clock: clock);

    /// <summary>Gives tokens for 600 seconds, and takes those that it gave.</summary>
    private sealed class TokenVendor(ScriptedVendor server) : IAsyncDisposable
    {
        private readonly HashSet<string> known = [];

        public Uri Address => server.Address;

        public int Given { get; private set; }

        public int Refused { get; private set; }

        public int IsDown { get; set; }

        /// <summary>How many requests for a token it still answers before it is down.</summary>
        public int IsDownAfter { get; set; }

        /// <summary>By how many seconds the time of each request for a token was ahead of our clock.</summary>
        public List<string> Asked { get; } = [];

        public static async Task<TokenVendor> StartAsync(TestClock clock, bool takesNone = false, TimeSpan skew = default)
        {
            TokenVendor? self = null;
            var server = await ScriptedVendor.StartAsync(context => self!.AnswerAsync(context, clock, takesNone, skew));
            return self = new TokenVendor(server);
        }

        public void Forget()
        {
            lock (known)
            {
                known.Clear();
            }
        }

        public ValueTask DisposeAsync() => server.DisposeAsync();

        private Task AnswerAsync(HttpContext context, TestClock clock, bool takesNone, TimeSpan skew)
        {
            lock (known)
            {
                context.Response.Headers.Date = (clock.GetUtcNow() + skew).ToString("R");
                if (context.Request.Path != "/token")
                {
                    var isKnown = known.Contains(context.Request.Headers.Authorization.ToString()) && !takesNone;
                    Refused += isKnown ? 0 : 1;
                    return isKnown ? ScriptedVendor.Json("[1]")(context) : ScriptedVendor.Status(401)(context);
                }

                if (IsDownAfter-- <= 0 && IsDown-- > 0)
                {
                    return ScriptedVendor.Status(503)(context);
                }

                var time = DateTimeOffset.Parse(context.Request.Query["time"]!, CultureInfo.InvariantCulture);
                Asked.Add((time - clock.GetUtcNow()).TotalSeconds.ToString(CultureInfo.InvariantCulture));
                if (skew != default && (time - clock.GetUtcNow() - skew).Duration() > TimeSpan.FromSeconds(60))
                {
                    return ScriptedVendor.Status(400, """{"error":"invalid_grant","error_description":"exp"}""")(context);
                }

                known.Add($"Bearer t{++Given}");
                return ScriptedVendor.Json($$"""{"access_token":"t{{Given}}","expires_in":600,"token_type":"bearer"}""")(context);
            }
        }
    }

    private sealed class TokenApp : AppIntegration
    {
        public override string Service => "signing";

        public override string Type => "test";

        public override string Log => "signing:test";

        public override string Description => "nothing";

        public override IReadOnlyList<AuthField> RequiredAuthInfo => [new("secret_key", "the key", new("^.+$")), new("api_hostname", "the host", new("^.+$"))];

        public override async ValueTask AuthorizeAsync(HttpRequestMessage request, Session session, CancellationToken cancellationToken) =>
            request.Headers.Authorization = new("Bearer", (await session.TokenAsync(
                now => new HttpRequestMessage(HttpMethod.Get, session.Url("vendor.example", $"/token?time={now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff}Z")), cancellationToken)).Value);

        public override Task<Page> GatherLogsAsync(Session session, Poll poll, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
