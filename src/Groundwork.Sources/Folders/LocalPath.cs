namespace Groundwork.Sources.Folders;

/// <summary>Paths of the local file system, and what may go wrong with them.</summary>
internal static class LocalPath
{
    // The system's own limit for a chain of links.
    private const int MaxLinks = 40;

    /// <summary>The full path, without a separator at its end.</summary>
    /// <exception cref="SourceException">The text is no path.</exception>
    public static string Full(string path)
    {
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
            throw new SourceException(SourceFailure.BadSpecification, $"\"{path?.Replace("\0", "\\0", StringComparison.Ordinal)}\" is no path. Name a file or folder.");
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    }

    /// <summary>True for a path that lies below a folder, at any depth.</summary>
    public static bool IsBelow(string path, string folder) =>
        path.Length > folder.Length && path.StartsWith(folder, StringComparison.Ordinal)
        && (path[folder.Length] == Path.DirectorySeparatorChar || Path.EndsInDirectorySeparator(folder));

    /// <summary>A path below a folder as seen from there, with <c>/</c>.</summary>
    public static string Relative(string folder, string path)
    {
        var relative = path[(Path.EndsInDirectorySeparator(folder) ? folder.Length : folder.Length + 1)..];
        return Path.DirectorySeparatorChar == '/' ? relative : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    /// <summary>True when a name on the way starts with a dot.</summary>
    public static bool HasHiddenPart(string relative) => relative.StartsWith('.') || relative.Contains("/.", StringComparison.Ordinal);

    /// <summary>The state of what lies under a path; null when there is nothing.</summary>
    /// <exception cref="SourceException">It cannot be looked at.</exception>
    public static FileState? StateOf(string path, bool throughLinks)
    {
        try
        {
            return FileState.Of(path, throughLinks);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Problem(path, "looked at", failure);
        }
    }

    /// <summary>The path with every link on the way replaced by what it leads to. What does not exist is kept as written.</summary>
    /// <exception cref="SourceException">Links lead in a circle, or may not be read.</exception>
    public static string Real(string path)
    {
        var root = Path.GetPathRoot(path)!;
        var rest = new Stack<string>();
        Push(rest, path[root.Length..]);
        var real = root;
        var links = 0;
        while (rest.TryPop(out var name))
        {
            if (name is ".") continue;
            if (name is "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Join(real, name);
            if (TargetOf(next) is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MaxLinks) throw new SourceException(SourceFailure.Forbidden, $"The links of \"{path}\" lead in a circle. Remove the link.");
            if (Path.IsPathRooted(target)) real = Path.GetPathRoot(target)!;
            Push(rest, Path.IsPathRooted(target) ? target[real.Length..] : target);
        }

        return real;
    }

    /// <summary>A failure of the file system as one of the source.</summary>
    /// <param name="path">Where.</param>
    /// <param name="done">What was tried, like "opened".</param>
    /// <param name="failure">What the system said.</param>
    public static SourceException Problem(string path, string done, Exception failure) => failure switch
    {
        UnauthorizedAccessException => new SourceException(SourceFailure.Denied, $"\"{path}\" may not be {done} ({failure.Message}). Give the user that runs this program the right to read it.", failure),
        FileNotFoundException or DirectoryNotFoundException => new SourceException(SourceFailure.NotFound, $"\"{path}\" is not there ({failure.Message}).", failure),
        _ => new SourceException(SourceFailure.Unreachable, $"\"{path}\" cannot be {done} ({failure.Message}). Check the disk.", failure),
    };

    /// <summary>What a kind of file is called, with its article.</summary>
    public static string WordFor(FileKind kind) => kind switch
    {
        FileKind.File => "a file",
        FileKind.Folder => "a folder",
        FileKind.Link => "a link",
        FileKind.Pipe => "a pipe",
        FileKind.Socket => "a socket",
        _ => "a device",
    };

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Problem(path, "followed", failure);
        }
    }

    private static void Push(Stack<string> rest, string path)
    {
        var names = path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        for (var i = names.Length - 1; i >= 0; i--) rest.Push(names[i]);
    }
}
