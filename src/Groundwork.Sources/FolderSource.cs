using Groundwork.Sources.Folders;
using Groundwork.Sources.Globs;

namespace Groundwork.Sources;

/// <summary>The files below a folder. Names that start with a dot are left alone.</summary>
/// <remarks>
/// Files are listed in the ordinal order of their paths, and lazily: only the names of the folders on the way to the current file are held. A file has no
/// version here: times and lengths can lie, so only its bytes tell whether it changed.
/// </remarks>
public sealed class FolderSource : ISource
{
    private readonly string _folder;
    private readonly FolderOptions _options;
    private readonly PathRules _rules;

    /// <param name="folder">Full path, or relative to the current folder.</param>
    /// <param name="options">Which files are listed; null for the defaults.</param>
    /// <exception cref="SourceException">The text is no path, or a pattern cannot be read.</exception>
    public FolderSource(string folder, FolderOptions? options = null)
    {
        _folder = LocalPath.Full(folder);
        _options = options ?? new FolderOptions();
        if (_options.MaxBytes is < 0)
            throw new SourceException(SourceFailure.BadSpecification, FormattableString.Invariant($"A size limit of {_options.MaxBytes} bytes keeps out everything. Give a number of bytes that is at least 0."));
        _rules = PathRules.Parse(_options.Include, _options.Exclude);
    }

    /// <summary>Full path of the folder, without a separator at its end.</summary>
    public string Folder => _folder;

    /// <inheritdoc/>
    public string Kind => "folder";

    /// <inheritdoc/>
    public string Identity =>
        $"folder:{_folder}{_rules.Identity} links={_options.Links}{(_options.MayLeave ? " leaves" : "")}{(_options.MaxBytes is { } bytes ? FormattableString.Invariant($" bytes<={bytes}") : "")}";

    /// <summary>True for a path below the folder that its rules admit and that does not lie behind a link which is not followed.</summary>
    public bool Covers(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!LocalPath.IsBelow(path, _folder)) return false;
        var relative = LocalPath.Relative(_folder, path);
        return !LocalPath.HasHiddenPart(relative) && _rules.Admits(relative) && !LiesBehindLink(path);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        return new FolderWalk(_folder, _options, _rules).Items(cancellationToken).ToAsyncEnumerable();
    }

    private bool LiesBehindLink(string path)
    {
        if (_options.Links == LinkPolicy.Follow) return false;
        var mayEndInLink = _options.Links == LinkPolicy.Files;
        for (var at = mayEndInLink ? Path.GetDirectoryName(path) : path; at is not null && LocalPath.IsBelow(at, _folder); at = Path.GetDirectoryName(at))
            if (new FileInfo(at).LinkTarget is not null) return true;
        return false;
    }
}
