namespace Groundwork.Knowledge.Ingestion;

/// <summary>Finds the files below the paths a person names. Names that start with a dot are left alone; links to folders are not followed.</summary>
internal static class FolderScan
{
    /// <summary>All files, ordered by path so that the same folder gives the same run.</summary>
    /// <exception cref="SourcePathException">A named path does not exist.</exception>
    public static FolderScanResult Run(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, ScannedFile>(StringComparer.Ordinal);
        var roots = new List<string>();
        var problems = new List<(string Path, string Message)>();
        foreach (var path in paths)
        {
            if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
                throw new SourcePathException($"\"{path}\" is no path. Name a file or folder.");
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            if (File.Exists(full)) files.TryAdd(full, new ScannedFile(full, Path.GetFileName(full), IsNamed: true));
            else if (Directory.Exists(full)) roots.Add(full);
            else throw new SourcePathException($"There is no file or folder \"{path}\" (looked for {full}). Check the spelling.");
        }

        foreach (var root in roots) Walk(root, files, problems, cancellationToken);
        return new FolderScanResult([.. files.Values.OrderBy(f => f.Path, StringComparer.Ordinal)], roots, problems);
    }

    private static void Walk(string root, Dictionary<string, ScannedFile> files, List<(string Path, string Message)> problems, CancellationToken cancellationToken)
    {
        var folders = new Stack<string>([root]);
        while (folders.TryPop(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            FileSystemInfo[] children;
            try
            {
                children = new DirectoryInfo(folder).GetFileSystemInfos();
            }
            catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
            {
                problems.Add((folder, $"The folder cannot be listed ({problem.Message}). Check its permissions."));
                continue;
            }

            foreach (var child in children)
            {
                if (child.Name.StartsWith('.')) continue;
                if (child is DirectoryInfo directory)
                {
                    if (directory.LinkTarget is null) folders.Push(directory.FullName);
                }
                else
                {
                    files.TryAdd(child.FullName, new ScannedFile(child.FullName, Path.GetRelativePath(root, child.FullName).Replace('\\', '/'), IsNamed: false));
                }
            }
        }
    }
}
