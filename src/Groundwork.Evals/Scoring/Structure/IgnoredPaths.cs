namespace Groundwork.Evals.Scoring.Structure;

/// <summary>Parts of a JSON value that do not count. A path is a JSON pointer in which <c>*</c> stands for any one step.</summary>
internal sealed class IgnoredPaths
{
    private readonly IReadOnlyList<string[]> _patterns;

    private IgnoredPaths(IReadOnlyList<string[]> patterns) => _patterns = patterns;

    public static IgnoredPaths None { get; } = new([]);

    /// <summary>Reads pointers.</summary>
    /// <exception cref="ScorerSpecException">One does not begin with a slash.</exception>
    public static IgnoredPaths Of(IEnumerable<string> pointers) => new(
        [.. pointers.Select(pointer => pointer.StartsWith('/')
            ? pointer[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray()
            : throw new ScorerSpecException($"The path \"{pointer}\" does not begin with a slash; write it like \"/order/createdAt\" or \"/items/*/id\"."))]);

    public bool Contains(JsonPath path) => _patterns.Any(pattern => Matches(pattern, path));

    private static bool Matches(string[] pattern, JsonPath path)
    {
        var at = path;
        for (var index = pattern.Length - 1; index >= 0; index--)
        {
            if (at.Above is null || (!pattern[index].Equals("*", StringComparison.Ordinal) && !pattern[index].Equals(at.Step, StringComparison.Ordinal)))
                return false;
            at = at.Above;
        }

        return at.Above is null;
    }
}
