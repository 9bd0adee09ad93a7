using StreamAlert.Apps.Files;

namespace StreamAlert.Apps.Tests;

/// <summary>A data folder of its own for a test, gone with it.</summary>
internal sealed class DataFolders : IDisposable
{
    public DataFolders() => Data = new DataFolder(Path.Combine(Root, "data"));

    public string Root { get; } = Directory.CreateTempSubdirectory("data-").FullName;

    public DataFolder Data { get; }

    public static string Mode(string path) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(path), 8);

    /// <param name="mode">As three octal digits.</param>
    public static void SetMode(string path, string mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(mode, 8));
        }
    }

    public string At(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
