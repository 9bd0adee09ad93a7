using System.Text;
using System.Text.Json.Nodes;
using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;
using Xunit;

namespace StreamAlert.Apps.Tests.State;

/// <summary>What every home of progress promises.</summary>
public abstract class StateStoreContract
{
    protected const string Function = "sa_prod_duo_auth_duo_prod_app";

    private static readonly TimeSpan Term = TimeSpan.FromMinutes(1);

    protected TestClock Clock { get; } = new();

    protected abstract IStateStore Store { get; }

    /// <summary>Puts a document where the store keeps it, as another program would.</summary>
    protected abstract Task PlantAsync(string document);

    /// <summary>The bytes that the store keeps.</summary>
    protected abstract Task<string> KeptAsync();

    [Fact]
    public async Task Knows_nothing_at_first() => Assert.Null(await Store.ReadAsync(Function, CancellationToken.None));

    [Theory]
    [InlineData("""{"last_timestamp":1714522000,"current_state":"succeeded"}""", "1714522000")]
    [InlineData("""{"current_state":"partial","last_timestamp":"2024-05-01T00:06:40-07:00"}""", "\"2024-05-01T00:06:40-07:00\"")]
    [InlineData("""{"last_timestamp":null,"current_state":null,"context":null}""", "null")]
    [InlineData("""{"last_timestamp":1.50,"context":{}}""", "1.50")]
    public async Task Reads_the_documents_of_the_original(string document, string timestamp)
    {
        await PlantAsync(document);
        var read = await Store.ReadAsync(Function, CancellationToken.None);

        Assert.Equal(timestamp, read!.LastTimestamp?.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal) ?? "null");
        Assert.Null(read.Lease);
        Assert.Equal(document, await KeptAsync());
    }

    [Fact]
    public async Task Keeps_what_it_does_not_know_and_the_order_of_it()
    {
        await PlantAsync("""{"z":12345678901234567890,"last_timestamp":1.0,"a":{"b":[1E+2,null]},"current_state":"succeeded","context":{"other":-0,"lease_of":"x"}}""");
        await using (var lease = await TakeAsync())
        {
            lease.Document.CurrentState = StateDocument.Succeeded;
            lease.Document.Context.Remove("lease");
            await lease.SaveAsync(lease.Document, CancellationToken.None);
        }

        Assert.Equal(
            """{"z":12345678901234567890,"last_timestamp":1.0,"a":{"b":[1E+2,null]},"current_state":"succeeded","context":{"other":-0,"lease_of":"x"}}""",
            await KeptAsync());
    }

    [Fact]
    public async Task Marks_the_state_as_running_while_it_is_leased_and_lets_others_look()
    {
        await using var lease = await TakeAsync("host:1");
        var seen = await Store.ReadAsync(Function, CancellationToken.None);

        Assert.Equal(StateDocument.Running, seen!.CurrentState);
        Assert.Equal(("host:1", 1), (seen.Lease!.Owner, seen.Lease.Fence));
        Assert.Equal(Clock.GetUtcNow() + Term, seen.Lease.Expires);
        Assert.Equal((null, Term), (lease.TookOverFrom, lease.Term));
    }

    [Fact]
    public async Task Lets_in_one_run_at_a_time_and_names_it_to_the_others()
    {
        await using (var first = await TakeAsync("host:1"))
        {
            var busy = await Assert.ThrowsAsync<AppException>(() => TakeAsync("host:2"));
            Assert.Equal(Outcome.Busy, busy.Outcome);
            Assert.Contains("host:1", busy.Message);
            Assert.Contains(Store.Address(Function), busy.Message);
            await using var other = await Store.AcquireAsync("another", "host:2", Term, CancellationToken.None);
            await first.SaveAsync(first.Document, CancellationToken.None);
        }

        await using var second = await TakeAsync("host:2");
        Assert.Equal("host:2", second.Document.Lease!.Owner);
    }

    [Fact]
    public async Task Lets_in_just_one_of_many_that_come_at_once()
    {
        var attempts = await Task.WhenAll(Enumerable.Range(0, 20).Select(run => Task.Run(async () =>
        {
            try
            {
                return await TakeAsync($"host:{run}");
            }
            catch (AppException busy) when (busy.Outcome == Outcome.Busy)
            {
                return null;
            }
        })));

        await using var winner = Assert.Single(attempts, lease => lease is not null);
    }

    [Fact]
    public async Task Takes_over_from_a_run_that_ended_without_saying_so_and_names_it()
    {
        await (await TakeAsync("host:1")).DisposeAsync();
        await using (var second = await TakeAsync("host:2"))
        {
            Assert.Equal(("host:1", 2), (second.TookOverFrom, second.Document.Lease!.Fence));
            second.Document.CurrentState = StateDocument.Partial;
            await second.SaveAsync(second.Document, CancellationToken.None);
        }

        await using var third = await TakeAsync("host:3");
        Assert.Equal((null, 3), (third.TookOverFrom, third.Document.Lease!.Fence));
    }

    [Fact]
    public async Task Takes_over_from_a_run_of_the_original()
    {
        await PlantAsync("""{"last_timestamp":1,"current_state":"running"}""");
        await using var lease = await TakeAsync();

        Assert.Equal("an earlier run", lease.TookOverFrom);
    }

    [Theory]
    [InlineData("""{"owner":5,"fence":7,"expires":[]}""", 8)]
    [InlineData("""{"fence":7}""", 8)]
    [InlineData("""{"owner":"x","fence":"many"}""", 1)]
    [InlineData("\"gone\"", 1)]
    public async Task Copes_with_a_lease_that_somebody_wrote_by_hand(string lease, long fence)
    {
        await PlantAsync($$$"""{"current_state":"running","context":{"lease":{{{lease}}}}}""");
        await using var taken = await TakeAsync();

        Assert.NotNull(taken.TookOverFrom);
        Assert.Equal(fence, taken.Document.Lease!.Fence);
    }

    [Fact]
    public async Task Refuses_every_write_of_a_run_that_was_taken_over()
    {
        await using var lease = await TakeAsync("host:1");
        await lease.WritePartAsync("mine", "1"u8.ToArray(), CancellationToken.None);
        var stale = lease.Document.Copy();
        var taken = JsonNode.Parse(stale.ToBytes())!;
        taken["context"]!["lease"] = new JsonObject { ["owner"] = "host:2", ["expires"] = "2026-03-29T13:00:00Z", ["fence"] = 2 };
        await PlantAsync(taken.ToJsonString());
        Func<Task>[] writes =
        [
            () => lease.SaveAsync(stale, CancellationToken.None),
            () => lease.RenewAsync(CancellationToken.None),
            () => lease.WritePartAsync("mine", "2"u8.ToArray(), CancellationToken.None),
            () => lease.KeepPartsAsync(new HashSet<string>(), CancellationToken.None),
        ];

        foreach (var write in writes)
        {
            var refusal = await Assert.ThrowsAsync<AppException>(write);
            Assert.Equal(Outcome.StateFailed, refusal.Outcome);
            Assert.Contains("host:2", refusal.Message);
        }

        Assert.Equal(taken.ToJsonString(), await KeptAsync());
        Assert.Equal("1", await PartAsync(lease, "mine"));
    }

    [Fact]
    public async Task Keeps_parts_beside_the_document()
    {
        await using (var lease = await TakeAsync())
        {
            Assert.Null(await PartAsync(lease, "one"));
            await lease.KeepPartsAsync(new HashSet<string>(), CancellationToken.None);
            await lease.WritePartAsync("one", "first"u8.ToArray(), CancellationToken.None);
            await lease.WritePartAsync("one", "again"u8.ToArray(), CancellationToken.None);
            await lease.WritePartAsync("two", Array.Empty<byte>(), CancellationToken.None);
            await lease.WritePartAsync("three", new byte[100_000], CancellationToken.None);
            await lease.KeepPartsAsync(new HashSet<string> { "one", "two", "none" }, CancellationToken.None);
        }

        await using var next = await TakeAsync();
        Assert.Equal(("again", "", null), (await PartAsync(next, "one"), await PartAsync(next, "two"), await PartAsync(next, "three")));
        await using var other = await Store.AcquireAsync("another", "host:2", Term, CancellationToken.None);
        Assert.Null(await PartAsync(other, "one"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"last_timestamp":1,"last_timestamp":2}""")]
    [InlineData("""{"context":"text"}""")]
    [InlineData("""{"current_state":"\ud800"}""")]
    [InlineData("""{"context":{"\ud800":1}}""")]
    [InlineData("\0\0\0\0")]
    public async Task Never_overwrites_what_it_cannot_read(string document)
    {
        await PlantAsync(document);
        foreach (var use in new Func<Task>[] { () => TakeAsync(), () => Store.ReadAsync(Function, CancellationToken.None) })
        {
            var refusal = await Assert.ThrowsAsync<AppException>(use);
            Assert.Equal(Outcome.StateFailed, refusal.Outcome);
            Assert.Contains(Store.Address(Function), refusal.Message);
            Assert.DoesNotContain('\n', refusal.Message);
        }

        Assert.Equal(document, await KeptAsync());
        await PlantAsync("{}");
        await using var lease = await TakeAsync();
    }

    protected Task<StateLease> TakeAsync(string owner = "host:1") => Store.AcquireAsync(Function, owner, Term, CancellationToken.None);

    protected static async Task<string?> PartAsync(StateLease lease, string name) =>
        await lease.ReadPartAsync(name, CancellationToken.None) is { } part ? Encoding.UTF8.GetString(part.Span) : null;
}
