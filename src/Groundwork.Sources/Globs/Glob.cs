namespace Groundwork.Sources.Globs;

/// <summary>A pattern over paths, after gitignore(5); the rules stand at <see cref="FolderOptions"/>.</summary>
/// <remarks>
/// Matching keeps only the last star of a name and the last double star of a path to come back to, so it takes at most (characters of the path) × (characters of
/// the pattern) steps. <c>?</c> and classes match one UTF-16 unit.
/// </remarks>
internal sealed class Glob
{
    private const int MaxCharacters = 1024;
    private readonly GlobName?[] _names;
    private readonly bool _isForFoldersOnly;

    private Glob(string text, GlobName?[] names, bool isForFoldersOnly) => (Text, _names, _isForFoldersOnly) = (text, names, isForFoldersOnly);

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="SourceException">It cannot be read; says where.</exception>
    public static Glob Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxCharacters) throw Bad(text[..64] + "…", FormattableString.Invariant($"it has {text.Length} characters, and {MaxCharacters} is the limit"));
        if (text.StartsWith('!')) throw Bad(text, "it starts with \"!\"; give it to the other list instead, or write \"\\!\" for a name that starts so");
        var path = text.EndsWith('/') ? text[..^1] : text;
        var isAnchored = path.Contains('/', StringComparison.Ordinal);
        if (path.StartsWith('/')) path = path[1..];
        if (path.Length == 0) throw Bad(text, "it is empty");

        var names = new List<GlobName?>();
        if (!isAnchored) names.Add(null);
        foreach (var name in path.Split('/'))
        {
            if (name is "" or "." or "..") throw Bad(text, "a name in it is empty, \".\" or \"..\"");
            if (name is not "**") names.Add(GlobName.Parse(text, name));
            else if (names.Count == 0 || names[^1] is not null) names.Add(null);
        }

        return new Glob(text, [.. names], text.EndsWith('/'));
    }

    /// <summary>True when the pattern matches this very path.</summary>
    /// <param name="path">Relative, with <c>/</c>.</param>
    /// <param name="isFolder">Whether a folder lies there.</param>
    public bool Matches(ReadOnlySpan<char> path, bool isFolder)
    {
        if (_isForFoldersOnly && !isFolder) return false;
        var (next, at) = (0, 0);
        var (afterStars, retry) = (-1, 0);
        while (at < path.Length)
        {
            var name = NameAt(path, at);
            if (next < _names.Length && _names[next] is null)
            {
                // Stars at the end stand for at least one name, in front of others for none or more.
                if (next == _names.Length - 1) return true;
                (afterStars, retry) = (++next, at);
            }
            else if (next < _names.Length && _names[next]!.Matches(name))
            {
                next++;
                at += name.Length + 1;
            }
            else if (afterStars >= 0)
            {
                retry += NameAt(path, retry).Length + 1;
                (next, at) = (afterStars, retry);
            }
            else
            {
                return false;
            }
        }

        return next == _names.Length;
    }

    /// <summary>True when the pattern matches the path or a folder above it.</summary>
    public bool MatchesOrHolds(ReadOnlySpan<char> path, bool isFolder)
    {
        for (var i = 0; i < path.Length; i++)
            if (path[i] == '/' && Matches(path[..i], isFolder: true)) return true;
        return Matches(path, isFolder);
    }

    internal static SourceException Bad(string text, string why) =>
        new(SourceFailure.BadSpecification, $"The pattern \"{text}\" cannot be used: {why}.");

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> path, int at)
    {
        var rest = path[Math.Min(at, path.Length)..];
        var slash = rest.IndexOf('/');
        return slash < 0 ? rest : rest[..slash];
    }
}
