using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace StreamAlert.Apps.Tests.Architecture;

/// <summary>The project's own source, without its comments and texts.</summary>
internal static partial class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Code { get; } = [.. Read("functions"), .. Read("cli")];

    public static IReadOnlyList<SourceFile> Apps { get; } = [.. Code.Where(file => file.Path.StartsWith("functions/Apps/", StringComparison.Ordinal))];

    public static IReadOnlyList<SourceFile> Tests { get; } = [.. Read("tests")];

    private static IEnumerable<SourceFile> Read(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "cdk.out"))
        .Order(StringComparer.Ordinal)
        .Select(path => new SourceFile(path, File.ReadAllLines(Path.Combine(Root, path))));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AppsAzure.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
    }

    internal sealed record SourceFile(string Path, string[] Lines)
    {
        /// <summary>What the compiler makes something of: no comments, no texts.</summary>
        public string Code { get; } = Comment.Replace(Text.Replace(string.Join('\n', Lines), "\"\""), "");

        /// <summary>The folder below <c>functions/Apps</c>; empty for the files beside those folders.</summary>
        public string Room => Path.Split('/') is [_, _, var room, _, ..] ? room : "";
    }

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|@\"(?:[^\"]|\"\")*\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Text { get; }

    [GeneratedRegex("//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment { get; }
}
