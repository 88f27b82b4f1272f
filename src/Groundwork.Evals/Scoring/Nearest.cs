namespace Groundwork.Evals.Scoring;

/// <summary>Which known names somebody may have meant.</summary>
internal static class Nearest
{
    private const int Shown = 3;

    /// <summary>A sentence that names the nearest known names, or all where they are few.</summary>
    public static string Sentence(string given, IReadOnlyCollection<string> known)
    {
        if (known.Count == 0)
            return "It takes none.";
        var nearest = known
            .Select(name => (Name: name, Distance: EditDistance.Between(given.ToLowerInvariant(), name.ToLowerInvariant())))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Name, StringComparer.Ordinal)
            .Take(Shown)
            .Select(pair => $"\"{pair.Name}\"")
            .ToList();
        return $"The nearest that exist: {string.Join(", ", nearest)}.";
    }
}
