namespace Groundwork.Knowledge.Ingestion;

/// <summary>What a scan found.</summary>
/// <param name="Files">Files by path.</param>
/// <param name="Roots">Named folders: what was read from below them earlier and is not among the files is gone.</param>
/// <param name="Problems">Folders that could not be listed.</param>
internal sealed record FolderScanResult(IReadOnlyList<ScannedFile> Files, IReadOnlyList<string> Roots, IReadOnlyList<(string Path, string Message)> Problems)
{
    /// <summary>True for a path below a named folder that is not below a folder which could not be listed.</summary>
    public bool Covers(string path) =>
        Roots.Any(root => IsBelow(path, root)) && !Problems.Any(p => IsBelow(path, p.Path));

    private static bool IsBelow(string path, string folder) =>
        path.Length > folder.Length && path.StartsWith(folder, StringComparison.Ordinal)
        && (path[folder.Length] == System.IO.Path.DirectorySeparatorChar || System.IO.Path.EndsInDirectorySeparator(folder));
}
