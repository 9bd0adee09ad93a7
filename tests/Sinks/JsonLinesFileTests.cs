using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Files;
using StreamAlert.Apps.Sinks;
using Xunit;

namespace StreamAlert.Apps.Tests.Sinks;

public sealed class JsonLinesFileTests : SinkContract, IDisposable
{
    private readonly DataFolders folders = new();

    private string Path => folders.Data.Events("app");

    public void Dispose() => folders.Dispose();

    [Fact]
    public async Task Puts_what_the_collector_knows_before_the_event()
    {
        await SendAsync("""{"a":1}""");

        Assert.Equal(
            """
            {"app":"duo \"prod\" é","cluster":"prod","service":"duo","type":"duo_auth","log":"duo:authentication","event_id":"00000000000000000000000000000001","collected_at":"2026-03-29T12:00:00.123Z","event":{"a":1}}

            """,
            await File.ReadAllTextAsync(Path));
    }

    [Fact]
    public async Task Leaves_out_line_breaks_between_tokens_and_nothing_else()
    {
        await SendAsync("{\r\n  \"a\" : [\n\t1,\r\n 2 ],\"b\":\"x\\ny\"\n}");

        Assert.Equal(["{  \"a\" : [\t1, 2 ],\"b\":\"x\\ny\"}"], await ArrivedAsync());
    }

    [Fact]
    public async Task Goes_on_where_the_one_before_it_ended()
    {
        await SendAsync("1", "2");
        await SendAsync("3");

        Assert.Equal(["1", "2", "3"], await ArrivedAsync());
    }

    [Fact]
    public async Task Loses_no_whole_line_and_keeps_no_torn_one_wherever_the_last_was_cut()
    {
        await SendAsync("""{"first":"é😀"}""", """{"second":[1,{"x":"}\"{"}]}""");
        var whole = await File.ReadAllBytesAsync(Path);
        var first = whole.AsSpan().IndexOf((byte)'\n') + 1;
        for (var length = 0; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(Path, whole[..length]);
            await SendAsync("""{"third":true}""");

            List<string> expected = ["""{"third":true}"""];
            if (length >= whole.Length - 1)
            {
                expected.Insert(0, """{"second":[1,{"x":"}\"{"}]}""");
            }

            if (length >= first - 1)
            {
                expected.Insert(0, """{"first":"é😀"}""");
            }

            Assert.Equal(expected, await ArrivedAsync());
        }
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public async Task Finds_the_end_of_the_last_whole_line_however_long_the_torn_one_is(int length)
    {
        await SendAsync("1");
        await File.AppendAllTextAsync(Path, $"{{\"app\":\"{new string('x', length)}");
        await SendAsync("2");

        Assert.Equal(["1", "2"], await ArrivedAsync());
    }

    [Fact]
    public async Task Cuts_off_the_zeros_that_a_power_cut_left()
    {
        await SendAsync("1");
        await File.AppendAllTextAsync(Path, new string('\0', 300));
        await SendAsync("2");

        Assert.Equal(["1", "2"], await ArrivedAsync());
    }

    [Fact]
    public async Task Lets_others_read_and_no_second_one_write()
    {
        await using (var sink = JsonLinesSink.ToFile(Path))
        {
            await sink.SendAsync(Deliveries.Of("1"), CancellationToken.None);
            File.CreateSymbolicLink(folders.At("link.jsonl"), Path);
            foreach (var path in new[] { Path, folders.At("link.jsonl"), System.IO.Path.GetRelativePath(Environment.CurrentDirectory, Path) })
            {
                await using var second = JsonLinesSink.ToFile(path);
                var refusal = await Assert.ThrowsAsync<AppException>(() => second.SendAsync(Deliveries.Of("2"), CancellationToken.None));
                Assert.Equal(Outcome.SinkFailed, refusal.Outcome);
                Assert.Equal($"another app or run is writing to {path}: give each app a file of its own", refusal.Message);
            }

            Assert.Equal(["1"], Deliveries.EventsIn(await File.ReadAllTextAsync(Path)));
        }

        await SendAsync("2");
        Assert.Equal(["1", "2"], await ArrivedAsync());
    }

    [Fact]
    public async Task Is_for_its_owner_alone_and_leaves_the_folder_of_a_user_as_it_is()
    {
        var folder = Directory.CreateDirectory(folders.At("mine")).FullName;
        DataFolders.SetMode(folder, "755");
        await using (var sink = JsonLinesSink.ToFile(System.IO.Path.Combine(folder, "events.jsonl")))
        {
            await sink.SendAsync(Deliveries.Of("1"), CancellationToken.None);
            Assert.Equal(System.IO.Path.Combine(folder, "events.jsonl"), sink.Address);
        }

        await SendAsync("1");
        Assert.Equal(("755", "600"), (DataFolders.Mode(folder), DataFolders.Mode(System.IO.Path.Combine(folder, "events.jsonl"))));
        Assert.Equal(("700", "600"), (DataFolders.Mode(System.IO.Path.GetDirectoryName(Path)!), DataFolders.Mode(Path)));
    }

    [Fact]
    public async Task Says_that_the_disk_is_full()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        await using var sink = JsonLinesSink.ToFile("/dev/full");
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var refusal = await Assert.ThrowsAsync<AppException>(() => sink.SendAsync(Deliveries.Of("1"), CancellationToken.None));
            Assert.Equal(Outcome.SinkFailed, refusal.Outcome);
            Assert.StartsWith("events cannot be written to /dev/full: ", refusal.Message);
        }
    }

    [Fact]
    public async Task Writes_to_a_device_as_well()
    {
        if (!File.Exists("/dev/null"))
        {
            return;
        }

        await using var sink = JsonLinesSink.ToFile("/dev/null");
        Assert.Equal(2, (await sink.SendAsync(Deliveries.Of("1", "2"), CancellationToken.None)).Accepted);
    }

    [Fact]
    public async Task Says_that_the_file_cannot_be_opened()
    {
        await File.WriteAllTextAsync(folders.At("file"), "");
        await using var sink = JsonLinesSink.ToFile(folders.At("file/events.jsonl"));
        var refusal = await Assert.ThrowsAsync<AppException>(() => sink.SendAsync(Deliveries.Of("1"), CancellationToken.None));

        Assert.Equal(Outcome.SinkFailed, refusal.Outcome);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task Leaves_the_file_alone_until_there_is_something_to_write()
    {
        await JsonLinesSink.ToFile(Path).DisposeAsync();
        Assert.False(File.Exists(Path));
    }

    [Theory]
    [InlineData("my notes")]
    [InlineData("{\"mine\":")]
    public async Task Cuts_nothing_off_that_is_not_its_own(string foreign)
    {
        PrivateFiles.CreateMissingFolder(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllTextAsync(Path, foreign);
        await SendAsync("1");

        Assert.Equal(foreign, (await File.ReadAllLinesAsync(Path))[0]);
        Assert.Equal(2, (await File.ReadAllLinesAsync(Path)).Length);
    }

    [Fact]
    public async Task Goes_on_after_it_was_stopped_in_the_middle()
    {
        await using (var sink = JsonLinesSink.ToFile(Path))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sink.SendAsync(Deliveries.Of("1"), new CancellationToken(canceled: true)));
            await sink.SendAsync(Deliveries.Of("2"), CancellationToken.None);
        }

        Assert.Equal(["2"], await ArrivedAsync());
    }

    protected override ISink Open() => JsonLinesSink.ToFile(Path, 1000);

    protected override async Task<List<string>> ArrivedAsync() => Deliveries.EventsIn(await File.ReadAllTextAsync(Path));

    private async Task SendAsync(params string[] events)
    {
        await using var sink = JsonLinesSink.ToFile(Path);
        await sink.SendAsync(Deliveries.Of(events), CancellationToken.None);
    }
}
