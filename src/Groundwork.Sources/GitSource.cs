using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Groundwork.Sources.Folders;
using Groundwork.Sources.Git;
using Groundwork.Sources.Globs;
using Groundwork.Sources.Web;

namespace Groundwork.Sources;

/// <summary>The files of one commit of a git repository, in a folder or at an http(s) address.</summary>
/// <remarks>
/// The version of a file is the id of its content, so only what differs is opened. Nothing is checked out, and nothing that the repository holds or sets is
/// run. Names that start with a dot are left alone. Each file carries commit, author and date of the commit at which this content was read.
/// </remarks>
public sealed class GitSource : ISource
{
    private const int MaxPointerBytes = 1024;
    private readonly GitAccess _access;
    private readonly GitOptions _options;
    private readonly PathRules _rules;
    private readonly string _folder;
    private readonly GitRemote? _remote;
    private readonly string _prefix;

    /// <param name="repository">A folder with a repository (bare or with files beside it), or an http(s) address without a password.</param>
    /// <param name="options">What is taken.</param>
    /// <param name="access">The git program.</param>
    /// <exception cref="SourceException">The repository, the revision or a pattern cannot be used.</exception>
    public GitSource(string repository, GitOptions options, GitAccess access)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(access);
        (_options, _access) = (options, access);
        _rules = PathRules.Parse(options.Include, options.Exclude);
        if (options.Revision.Length is 0 or > 200 || options.Revision.StartsWith('-') || options.Revision.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ':' or '+'))
            throw new SourceException(SourceFailure.BadSpecification, $"\"{options.Revision}\" is no revision. Name a branch, a tag or a commit.");
        if (repository.Contains("://", StringComparison.Ordinal))
        {
            _remote = new GitRemote(WebUrl.Parse(repository), access, options);
            repository = WebUrl.Parse(repository).AbsoluteUri;
            _folder = _remote.Copy;
        }
        else
        {
            repository = _folder = LocalPath.Full(repository);
        }

        _prefix = $"git:{repository}{(options.Revision is "HEAD" ? "" : "@" + options.Revision)}/";
        Identity = FormattableString.Invariant($"{_prefix[..^1]}{_rules.Identity} bytes<={options.MaxBytes}");
    }

    /// <inheritdoc/>
    public string Kind => "git";

    /// <inheritdoc/>
    public string Identity { get; }

    /// <inheritdoc/>
    public bool Covers(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.Length > _prefix.Length && path.StartsWith(_prefix, StringComparison.Ordinal) && !LocalPath.HasHiddenPart(path[_prefix.Length..]) && _rules.Admits(path[_prefix.Length..]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceItem> ListAsync(IReadOnlyDictionary<string, string> known, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (_remote is null && !Directory.Exists(_folder)) throw new SourceException(SourceFailure.NotFound, $"There is no folder \"{_folder}\". Check the spelling.");
        var revision = _remote is null ? _options.Revision : await _remote.FetchAsync(cancellationToken);
        var git = new GitProgram(_access, _folder);
        var hash = Encoding.ASCII.GetString(await git.RunAsync(new GitCall($"find the commit \"{_options.Revision}\" in", _options.CallTimeout, "rev-parse", "--verify", "--end-of-options", revision + "^{commit}"), cancellationToken)).Trim();
        var commit = GitCommit.Parse(hash, await git.RunAsync(new GitCall("read a commit of", _options.CallTimeout, "cat-file", "commit", hash), cancellationToken));
        var values = ValuesOf(commit);
        var lossy = new HashSet<string>(StringComparer.Ordinal);
        using var blobs = new GitBlobs(git, _access, _options);
        await foreach (var entry in new GitTree(git, _access, _options).EntriesAsync(hash, cancellationToken))
        {
            var path = _prefix + entry.Path;
            if (LocalPath.HasHiddenPart(entry.Path) || (entry.Path.Contains('\uFFFD', StringComparison.Ordinal) && !lossy.Add(entry.Path))) continue;
            if (ReasonAgainst(entry) is { } reason) yield return new SourceItem.Skipped(path, reason);
            else if (string.Equals(known.GetValueOrDefault(path), entry.Blob, StringComparison.Ordinal)) yield return new SourceItem.Unchanged(path);
            else if (await IsPointerAsync(blobs, entry, cancellationToken)) yield return new SourceItem.Skipped(path, "It is kept in Git LFS, and the repository holds only a pointer to it.");
            else yield return new SourceItem.Present(path, entry.Path, token => blobs.OpenAsync(entry.Blob, token)) { Bytes = entry.Bytes, Values = values, Version = entry.Blob };
        }
    }

    private static Dictionary<string, string> ValuesOf(GitCommit commit)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["commit"] = commit.Hash };
        if (commit.Author.Length > 0) values["author"] = commit.Author;
        if (commit.Committed is { } at) values["committed"] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return values;
    }

    private static async Task<bool> IsPointerAsync(GitBlobs blobs, GitEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Bytes is < 100 or > MaxPointerBytes) return false;
        await using var content = await blobs.OpenAsync(entry.Blob, cancellationToken);
        var start = new byte["version https://git-lfs.github.com/spec/"u8.Length];
        return await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken) == start.Length && start.AsSpan().SequenceEqual("version https://git-lfs.github.com/spec/"u8);
    }

    private string? ReasonAgainst(GitEntry entry)
    {
        if (_rules.ReasonAgainst(entry.Path, isFolder: false) is { } reason) return reason;
        if (entry.IsSubmodule) return "It is a submodule. Add its repository as a source of its own.";
        if (entry.IsLink) return "It is a symbolic link, and those of a repository are not followed.";
        if (entry.Path.Any(char.IsControl)) return "Its name holds a line break or another control character. Rename it to have it read.";
        if (entry.Path.Contains('\uFFFD', StringComparison.Ordinal)) return "Its name is not valid UTF-8. Rename it to have it read.";
        return entry.Bytes > _options.MaxBytes ? FormattableString.Invariant($"It has {entry.Bytes} bytes; this source takes files of at most {_options.MaxBytes}.") : null;
    }
}
