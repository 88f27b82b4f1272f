namespace Groundwork.Sources.Tests.Globs;

/// <summary>The rules of a pattern written down as they are told, exponential and obvious. Without classes and escapes.</summary>
internal static class NaiveGlob
{
    public static bool Matches(string pattern, string path, bool isFolder)
    {
        if (pattern.EndsWith('/'))
        {
            if (!isFolder) return false;
            pattern = pattern[..^1];
        }

        var isAnchored = pattern.Contains('/', StringComparison.Ordinal);
        var names = pattern.TrimStart('/').Split('/').ToList();
        if (!isAnchored) names.Insert(0, "**");
        return Path(names, path.Split('/'));
    }

    private static bool Path(List<string> names, string[] path)
    {
        if (names.Count == 0) return path.Length == 0;
        var rest = names[1..];
        if (names[0] is not "**") return path.Length > 0 && Name(names[0], path[0]) && Path(rest, path[1..]);
        if (rest.All(n => n is "**")) return path.Length > 0;
        return Enumerable.Range(0, path.Length + 1).Any(skipped => Path(rest, path[skipped..]));
    }

    private static bool Name(string pattern, string name)
    {
        if (pattern.Length == 0) return name.Length == 0;
        if (pattern[0] == '*') return Enumerable.Range(0, name.Length + 1).Any(taken => Name(pattern[1..], name[taken..]));
        return name.Length > 0 && (pattern[0] == '?' || pattern[0] == name[0]) && Name(pattern[1..], name[1..]);
    }
}
