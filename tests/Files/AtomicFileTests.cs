using StreamAlert.Apps.Files;
using StreamAlert.Apps.Tests.Configuration;
using Xunit;

namespace StreamAlert.Apps.Tests.Files;

public sealed class AtomicFileTests
{
    [Fact]
    public void Replaces_the_file_and_leaves_nothing_beside_it()
    {
        using var folder = new ConfFolder();
        AtomicFile.Write(folder.File("global.json"), "new"u8);
        AtomicFile.Write(folder.File("another.json"), "too"u8);

        Assert.Equal(("new", "too"), (folder.Read("global.json"), folder.Read("another.json")));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void Keeps_the_mode_and_follows_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new ConfFolder();
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        File.SetUnixFileMode(folder.File("global.json"), Mode);
        File.CreateSymbolicLink(folder.File("clusters/link.json"), "../global.json");
        AtomicFile.Write(folder.File("clusters/link.json"), "new"u8);

        Assert.Equal("new", folder.Read("global.json"));
        Assert.Equal(Mode, File.GetUnixFileMode(folder.File("global.json")));
        Assert.Equal("../global.json", new FileInfo(folder.File("clusters/link.json")).LinkTarget);
    }

    [Fact]
    public void Leaves_nothing_half_written_when_it_fails()
    {
        using var folder = new ConfFolder();

        // A folder in the file's place lets all go well but the last step.
        var failure = Record.Exception(() => AtomicFile.Write(folder.File("clusters"), "new"u8));
        Assert.True(PrivateFiles.IsTrouble(failure!));
        Assert.Equal([folder.File("global.json")], Directory.GetFiles(folder.Path));
        Assert.Equal(ConfFolder.Empty, folder.Read());
    }

    [Fact]
    public void Fails_where_the_folder_is_missing()
    {
        using var folder = new ConfFolder();
        Assert.True(PrivateFiles.IsTrouble(Record.Exception(() => AtomicFile.Write(folder.File("nowhere/x.json"), "new"u8))!));
    }

    [Fact]
    public void Makes_a_file_with_the_mode_that_is_asked_for()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new ConfFolder();
        AtomicFile.Write(folder.File("secret"), "x"u8, PrivateFiles.FileMode);
        Assert.Equal(PrivateFiles.FileMode, File.GetUnixFileMode(folder.File("secret")));
    }
}
