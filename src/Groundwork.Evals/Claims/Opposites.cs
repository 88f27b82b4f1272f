using System.Collections.Frozen;

namespace Groundwork.Evals.Claims;

/// <summary>Words of opposite direction, as stems of the analyser: "increases" against "decreases".</summary>
internal static class Opposites
{
    // Beginnings of stems, up and down, for languages with many readers; others have none and are compared by the rest.
    private static readonly (string[] Up, string[] Down)[] s_pairs =
    [
        (["increas", "rais", "elev", "enhanc", "rise", "upregul", "grow"], ["decreas", "reduc", "lower", "diminish", "inhibit", "suppress", "downregul", "impair", "shrink", "drop"]),
        (["higher", "greater", "more", "abov", "longer", "faster"], ["lower", "less", "fewer", "below", "shorter", "slower"]),
        (["enabl", "allow", "permit", "includ"], ["disabl", "forbid", "prohibit", "prevent", "exclud"]),
        (["befor", "earlier"], ["after", "later"]),
        (["maximum", "most"], ["minimum", "least"]),
        (["erhoh", "steig", "zunahm"], ["senk", "sink", "verringer", "abnahm"]),
        (["aument", "sub"], ["dismin", "reduc", "baj"]),
    ];

    private static readonly FrozenDictionary<string, (int Pair, bool IsUp)> s_directions = s_pairs
        .SelectMany((pair, p) => pair.Up.Select(stem => (Stem: stem, Pair: p, IsUp: true)).Concat(pair.Down.Select(stem => (Stem: stem, Pair: p, IsUp: false))))
        .DistinctBy(entry => entry.Stem, StringComparer.Ordinal)
        .ToFrozenDictionary(entry => entry.Stem, entry => (entry.Pair, entry.IsUp), StringComparer.Ordinal);

    /// <summary>True when one side goes up only and the other goes down only, in the same pair.</summary>
    public static bool Disagree(IEnumerable<string> left, IEnumerable<string> right)
    {
        var (ofLeft, ofRight) = (Directions(left), Directions(right));
        return ofLeft.Any(direction => !ofLeft.Contains((direction.Pair, !direction.IsUp)) && !ofRight.Contains(direction) && ofRight.Contains((direction.Pair, !direction.IsUp)));
    }

    private static HashSet<(int Pair, bool IsUp)> Directions(IEnumerable<string> stems)
    {
        var found = new HashSet<(int Pair, bool IsUp)>();
        foreach (var stem in stems)
            if (s_directions.TryGetValue(stem, out var direction)) found.Add(direction);
        return found;
    }
}
