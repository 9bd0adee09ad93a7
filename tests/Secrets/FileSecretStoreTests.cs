using StreamAlert.Apps.Contract;
using StreamAlert.Apps.Secrets;
using Xunit;

namespace StreamAlert.Apps.Tests.Secrets;

public sealed class FileSecretStoreTests : SecretStoreContract, IDisposable
{
    private readonly DataFolders folders = new();

    protected override ISecretStore Store => new FileSecretStore(folders.Data);

    public void Dispose() => folders.Dispose();

    [Fact]
    public async Task Is_for_its_owner_alone()
    {
        Directory.CreateDirectory(folders.Data.Secrets);
        await Store.WriteAsync(Function, Duo, CancellationToken.None);

        Assert.Equal("700", DataFolders.Mode(folders.Data.Secrets));
        Assert.Equal("600", DataFolders.Mode(Store.Address(Function)));
    }

    [Fact]
    public async Task Leaves_the_folder_that_a_person_chose_as_it_is()
    {
        Directory.CreateDirectory(folders.Data.Root);
        DataFolders.SetMode(folders.Data.Root, "755");
        await Store.WriteAsync(Function, Duo, CancellationToken.None);

        Assert.Equal("755", DataFolders.Mode(folders.Data.Root));
    }

    [Theory]
    [InlineData("640")]
    [InlineData("604")]
    [InlineData("602")]
    public async Task Refuses_a_file_that_is_open_to_others(string mode)
    {
        await Store.WriteAsync(Function, Duo, CancellationToken.None);
        DataFolders.SetMode(Store.Address(Function), mode);
        var refusal = await Assert.ThrowsAsync<AppException>(() => Store.ReadAsync(Function, CancellationToken.None));

        Assert.Equal(Outcome.Misconfigured, refusal.Outcome);
        Assert.Contains("run chmod 600 on it", refusal.Message);
    }

    [Fact]
    public async Task Keeps_the_old_credentials_when_new_ones_cannot_be_written()
    {
        await Store.WriteAsync(Function, Duo, CancellationToken.None);
        Directory.Move(folders.Data.Secrets, folders.At("aside"));
        await File.WriteAllTextAsync(folders.Data.Secrets, "in the way");
        var refusal = await Assert.ThrowsAsync<AppException>(() => Store.WriteAsync(Function, new Credentials([new("k", "hunter3")]), CancellationToken.None));
        File.Delete(folders.Data.Secrets);
        Directory.Move(folders.At("aside"), folders.Data.Secrets);

        Assert.Equal(Outcome.StateFailed, refusal.Outcome);
        Assert.DoesNotContain("hunter", refusal.ToString());
        Assert.Equal("hunter2", (await Store.ReadAsync(Function, CancellationToken.None))!["secret_key"]);
        Assert.Single(Directory.GetFiles(folders.Data.Secrets));
    }

    protected override Task PlantAsync(string function, byte[] document)
    {
        Directory.CreateDirectory(folders.Data.Secrets);
        File.WriteAllBytes(Store.Address(function), document);
        DataFolders.SetMode(Store.Address(function), "600");
        return Task.CompletedTask;
    }
}
