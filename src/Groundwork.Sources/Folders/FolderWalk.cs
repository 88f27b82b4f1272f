using System.IO.Enumeration;
using Groundwork.Sources.Globs;

namespace Groundwork.Sources.Folders;

/// <summary>One walk through a folder.</summary>
internal sealed class FolderWalk(string root, FolderOptions options, PathRules rules)
{
    // What .NET puts in place of bytes that are no UTF-8.
    private const char Replacement = '\uFFFD';

    private static readonly EnumerationOptions s_everything = new() { AttributesToSkip = default, IgnoreInaccessible = false, RecurseSubdirectories = false, ReturnSpecialDirectories = false };

    private readonly string _realRoot = LocalPath.Real(root);
    private readonly HashSet<string> _behindLinks = new(StringComparer.Ordinal);
    private readonly Stack<FolderFrame> _open = new();

    /// <summary>Every file, in the ordinal order of paths.</summary>
    /// <exception cref="SourceException">The root itself cannot be listed.</exception>
    public IEnumerable<SourceItem> Items(CancellationToken cancellationToken)
    {
        MustBeFolder();
        if (Enter(root, string.Empty, real: null) is { } problem) throw problem;
        while (_open.TryPeek(out var folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!folder.TryNext(out var entry)) _open.Pop();
            else if (!entry.Name.StartsWith('.') && Look(folder, entry) is { } item) yield return item;
        }
    }

    private void MustBeFolder()
    {
        var state = LocalPath.StateOf(root, throughLinks: true)
            ?? throw new SourceException(SourceFailure.NotFound, $"There is no folder \"{root}\". Check the spelling, and that its disk is mounted.");
        if (state.Kind != FileKind.Folder) throw new SourceException(SourceFailure.BadSpecification, $"\"{root}\" is {LocalPath.WordFor(state.Kind)}, not a folder.");
    }

    // What to say about a name; null for nothing, or when it is a folder that is walked next.
    private SourceItem? Look(FolderFrame folder, FolderEntry entry)
    {
        var path = Path.Join(folder.Path, entry.Name);
        var relative = folder.Relative + entry.Name;
        if (entry.Name.Any(char.IsControl)) return new SourceItem.Skipped(path, "Its name holds a line break or another control character. Rename it to have it read.");
        try
        {
            if (LocalPath.StateOf(path, throughLinks: false) is { } state) return Look(folder, path, relative, state);
            return entry.Name.Contains(Replacement, StringComparison.Ordinal) ? new SourceItem.Skipped(path, "Its name is not valid UTF-8. Rename it to have it read.") : null;
        }
        catch (SourceException problem)
        {
            return new SourceItem.Unavailable(path, problem, HidesBelow: true);
        }
    }

    private SourceItem? Look(FolderFrame folder, string path, string relative, FileState state)
    {
        if (state.Kind == FileKind.Link) return LookThrough(path, relative);
        if (state.Kind != FileKind.Folder) return ItemOf(path, relative, state);
        if (Excluded(path, relative, isFolder: true) is { } excluded) return excluded;
        var real = folder.Real is null ? null : Path.Join(folder.Real, Path.GetFileName(path));
        if (real is not null && Repeated(path, real) is { } repeated) return repeated;
        return Enter(path, relative + "/", real) is { } problem ? new SourceItem.Unavailable(path, problem, HidesBelow: true) : null;
    }

    private SourceItem? LookThrough(string path, string relative)
    {
        if (options.Links == LinkPolicy.Skip) return new SourceItem.Skipped(path, "It is a link, and links are not followed here.");
        var real = LocalPath.Real(path);
        if (LocalPath.StateOf(real, throughLinks: false) is not { } state)
        {
            var problem = new SourceException(SourceFailure.NotFound, $"The link \"{path}\" leads to \"{real}\", where nothing is. Repair or remove it.");
            return new SourceItem.Unavailable(path, problem, HidesBelow: true);
        }

        var isFolder = state.Kind == FileKind.Folder;
        if (isFolder && options.Links != LinkPolicy.Follow) return new SourceItem.Skipped(path, "It is a link to a folder, and only links to files are followed here.");
        if (Excluded(path, relative, isFolder) is { } excluded) return excluded;
        if (!options.MayLeave && !IsInside(real)) return new SourceItem.Skipped(path, $"It is a link that leads out of the folder, to \"{real}\". Allow that for this source, or name its target itself.");
        if (!isFolder) return ItemOf(path, relative, state);
        if (Repeated(path, real) is { } repeated) return repeated;
        return Enter(path, relative + "/", real) is { } failure ? new SourceItem.Unavailable(path, failure, HidesBelow: true) : null;
    }

    private SourceItem ItemOf(string path, string relative, FileState state)
    {
        if (Excluded(path, relative, isFolder: false) is { } excluded) return excluded;
        if (state.Kind != FileKind.File) return new SourceItem.Skipped(path, $"It is {LocalPath.WordFor(state.Kind)}, not a file.");
        if (options.MaxBytes is { } limit && state.Bytes > limit)
            return new SourceItem.Skipped(path, FormattableString.Invariant($"It has {state.Bytes} bytes; this source takes files of at most {limit}."));
        return new SourceItem.Present(path, relative, _ => ValueTask.FromResult(SteadyFile.Open(path))) { Bytes = state.Bytes };
    }

    private SourceItem.Skipped? Excluded(string path, string relative, bool isFolder) =>
        rules.ReasonAgainst(relative, isFolder) is { } reason ? new SourceItem.Skipped(path, reason) : null;

    // Each folder is listed once: at its own place if that is listed at all, else where a link first led to it. So every walk ends.
    private SourceItem.Skipped? Repeated(string path, string real)
    {
        if (IsListedAtItsPlace(real)) return new SourceItem.Skipped(path, $"It leads to \"{real}\", which is listed at its own place.");
        return _behindLinks.Add(real) ? null : new SourceItem.Skipped(path, $"It leads to \"{real}\", which another link already led to.");
    }

    private bool IsListedAtItsPlace(string real)
    {
        if (string.Equals(real, _realRoot, StringComparison.Ordinal)) return true;
        if (!LocalPath.IsBelow(real, _realRoot)) return false;
        var relative = LocalPath.Relative(_realRoot, real);
        return !LocalPath.HasHiddenPart(relative) && rules.ReasonAgainst(relative, isFolder: true) is null;
    }

    private bool IsInside(string real) => string.Equals(real, _realRoot, StringComparison.Ordinal) || LocalPath.IsBelow(real, _realRoot);

    // Null when the folder is walked next, or has gone since its name was read.
    private SourceException? Enter(string path, string relative, string? real)
    {
        try
        {
            var entries = new FileSystemEnumerable<FolderEntry>(path, (ref FileSystemEntry entry) => new FolderEntry(entry.FileName.ToString(), entry.IsDirectory), s_everything).Distinct().ToArray();
            Array.Sort(entries);
            _open.Push(new FolderFrame(path, relative, real, entries));
            return null;
        }
        catch (DirectoryNotFoundException) when (relative.Length > 0)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return LocalPath.Problem(path, "listed", failure);
        }
    }
}
