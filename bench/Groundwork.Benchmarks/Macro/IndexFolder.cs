using Groundwork.Search;

namespace Groundwork.Benchmarks.Macro;

/// <summary>A folder for one index below the scratch folder.</summary>
internal sealed class IndexFolder(string path)
{
    public string Path { get; } = path;

    public double Megabytes => Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length) / 1048576.0;

    public static IndexFolder Fresh(CommandLine command, string name)
    {
        var folder = new IndexFolder(System.IO.Path.Combine(command.Scratch, "groundwork-" + name));
        if (Directory.Exists(folder.Path)) Directory.Delete(folder.Path, recursive: true);
        return folder;
    }

    public static IndexFolder Existing(CommandLine command, string name) => new(System.IO.Path.Combine(command.Scratch, "groundwork-" + name));

    public SearchIndex Open(IndexOptions options) => SearchIndex.Open(new FileIndexDirectory(Path), options);
}
