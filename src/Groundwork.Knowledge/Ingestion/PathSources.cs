using Groundwork.Sources;

namespace Groundwork.Knowledge.Ingestion;

/// <summary>The files and folders that a person names, as sources.</summary>
internal static class PathSources
{
    /// <summary>One source for each path; files first, so that what is named and also lies in a named folder counts as named.</summary>
    /// <exception cref="SourcePathException">A path does not exist or is none.</exception>
    public static IReadOnlyList<ISource> Of(IReadOnlyList<string> paths)
    {
        var files = new List<ISource>();
        var folders = new List<ISource>();
        foreach (var path in paths)
        {
            if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
                throw new SourcePathException($"\"{path}\" is no path. Name a file or folder.");
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            if (Directory.Exists(full)) folders.Add(new FolderSource(full));
            else if (Path.Exists(full)) files.Add(new FileSource(full));
            else throw new SourcePathException($"There is no file or folder \"{path}\" (looked for {full}). Check the spelling.");
        }

        return [.. files, .. folders];
    }

    /// <summary>One file that an earlier ingestion left unread; null when it is no longer there.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="name">The name that its source gave it.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    public static async ValueTask<SourceItem.Present?> LeftAsync(string path, string name, CancellationToken cancellationToken)
    {
        if (!Path.IsPathFullyQualified(path)) return null;
        try
        {
            await foreach (var item in new FileSource(path).ListAsync(new Dictionary<string, string>(StringComparer.Ordinal), cancellationToken))
                if (item is SourceItem.Present file)
                    return file with { Name = name, IsNamed = false };
        }
        catch (SourceException)
        {
            // Whoever names it, or its folder, will be told.
        }

        return null;
    }
}
