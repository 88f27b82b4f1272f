namespace Groundwork.Sources.Globs;

/// <summary>Which paths below a place are taken.</summary>
internal sealed class PathRules
{
    private readonly Glob[] _include;
    private readonly Glob[] _exclude;

    private PathRules(Glob[] include, Glob[] exclude) => (_include, _exclude) = (include, exclude);

    /// <summary>The rules as text, the same for the same rules; starts with a space where there is any.</summary>
    public string Identity => string.Concat(_include.Select(g => $" +\"{g.Text}\"").Concat(_exclude.Select(g => $" -\"{g.Text}\"")));

    /// <summary>Reads the patterns.</summary>
    /// <exception cref="SourceException">One of them cannot be read.</exception>
    public static PathRules Parse(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        ArgumentNullException.ThrowIfNull(include);
        ArgumentNullException.ThrowIfNull(exclude);
        return new PathRules([.. include.Select(Glob.Parse)], [.. exclude.Select(Glob.Parse)]);
    }

    /// <summary>True for a file that is taken.</summary>
    /// <param name="path">Relative, with <c>/</c>.</param>
    public bool Admits(string path) => ReasonAgainst(path, isFolder: false) is null;

    /// <summary>Why a path is left out, for people; null when it is taken. A folder is left out only when everything below it is.</summary>
    /// <param name="path">Relative, with <c>/</c>.</param>
    /// <param name="isFolder">Whether a folder lies there.</param>
    public string? ReasonAgainst(string path, bool isFolder)
    {
        foreach (var glob in _exclude)
            if (glob.MatchesOrHolds(path, isFolder)) return $"Left out by the pattern \"{glob.Text}\".";
        if (isFolder || _include.Length == 0 || Array.Exists(_include, glob => glob.MatchesOrHolds(path, isFolder))) return null;
        return "None of the patterns of what to take matches it.";
    }
}
