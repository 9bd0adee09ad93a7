using StreamAlert.Apps.Contract;
using StreamAlert.Apps.State;
using Xunit;

namespace StreamAlert.Apps.Tests.State;

public sealed class FileStateStoreTests : StateStoreContract, IDisposable
{
    private readonly DataFolders folders = new();

    protected override IStateStore Store => new FileStateStore(folders.Data, Clock);

    public void Dispose() => folders.Dispose();

    [Fact]
    public async Task Is_for_its_owner_alone()
    {
        await using var lease = await TakeAsync();
        await lease.WritePartAsync("part", "x"u8.ToArray(), CancellationToken.None);

        Assert.All(Directory.GetFiles(folders.Data.State, "*", SearchOption.AllDirectories), file => Assert.Equal("600", DataFolders.Mode(file)));
        Assert.All(Directory.GetDirectories(folders.Data.State).Append(folders.Data.State), folder => Assert.Equal("700", DataFolders.Mode(folder)));
    }

    [Fact]
    public async Task Leaves_the_folder_that_a_person_chose_as_it_is()
    {
        Directory.CreateDirectory(folders.Data.Root);
        DataFolders.SetMode(folders.Data.Root, "755");
        await using var lease = await TakeAsync();

        Assert.Equal("755", DataFolders.Mode(folders.Data.Root));
    }

    [Fact]
    public async Task Never_reads_what_a_crash_left_half_written()
    {
        await PlantAsync("{}");
        await File.WriteAllTextAsync($"{Store.Address(Function)}.0123.tmp", "{half");
        await using var lease = await TakeAsync();
        await lease.WritePartAsync("one", "whole"u8.ToArray(), CancellationToken.None);
        var left = $"{Store.Address(Function)}.parts/one.0123.tmp";
        await File.WriteAllTextAsync(left, "half");

        Assert.Equal("whole", await PartAsync(lease, "one"));
        await lease.KeepPartsAsync(new HashSet<string> { "one" }, CancellationToken.None);
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Says_in_one_line_that_the_disk_refuses()
    {
        Directory.CreateDirectory(folders.Data.Root);
        await File.WriteAllTextAsync(folders.Data.State, "in the way");
        AssertTrouble(await Assert.ThrowsAsync<AppException>(() => TakeAsync()));
        File.Delete(folders.Data.State);

        await using var lease = await TakeAsync();
        Directory.Delete(folders.Data.State, recursive: true);
        await File.WriteAllTextAsync(folders.Data.State, "in the way");
        AssertTrouble(await Assert.ThrowsAsync<AppException>(() => lease.SaveAsync(lease.Document, CancellationToken.None)));
        AssertTrouble(await Assert.ThrowsAsync<AppException>(() => lease.WritePartAsync("one", "x"u8.ToArray(), CancellationToken.None)));
    }

    protected override Task PlantAsync(string document)
    {
        Directory.CreateDirectory(folders.Data.State);
        return File.WriteAllTextAsync(Store.Address(Function), document);
    }

    protected override Task<string> KeptAsync() => File.ReadAllTextAsync(Store.Address(Function));

    private void AssertTrouble(AppException trouble)
    {
        Assert.Equal(Outcome.StateFailed, trouble.Outcome);
        Assert.Contains(folders.Data.State, trouble.Message);
        Assert.DoesNotContain('\n', trouble.Message);
    }
}
