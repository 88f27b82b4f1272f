using Groundwork.Knowledge.Understanding;
using Groundwork.Language;

namespace Groundwork.Knowledge.Ranking;

/// <summary>The words of a question as one language reads them, each with what it tells.</summary>
internal sealed class Wanted
{
    // Prior of the Dirichlet-smoothed language model, in words (Zhai and Lafferty 2004, section 4.3); passages are shorter than their documents.
    private const double Prior = 300;
    private const double TypicalWords = 120;
    private readonly (string Stem, double Weight)[] _words;
    private readonly Dictionary<string, double> _weights = new(StringComparer.Ordinal);
    private readonly double _total;

    private Wanted((string Stem, double Weight)[] words)
    {
        _words = words;
        foreach (var (stem, weight) in words) _weights[stem] = weight;
        _total = _weights.Values.Sum();
    }

    public static Wanted Of(string question, LanguageCode language, IReadOnlyDictionary<string, double> rarity) =>
        new([.. ContentWords.Of(ContentWords.Head(question, 8000), language).Select(w => (w.Stem, rarity.GetValueOrDefault(w.Written, 1))).Where(w => w.Item2 > 0).Take(64)]);

    public bool Has(string stem) => _weights.ContainsKey(stem);

    public double ShareOf(Func<string, bool> holds) => ShareOf(stem => holds(stem) ? 1 : 0);

    public double ShareOf(Func<string, double> share) => _total <= 0 ? 0 : _weights.Sum(w => w.Value * share(w.Key)) / _total;

    /// <summary>The most of the weight that stands within some positions.</summary>
    public double BestWindow(Dictionary<string, List<int>> places, int window)
    {
        var hits = _weights.Keys.Where(places.ContainsKey).SelectMany(stem => places[stem].Select(at => (At: at, Stem: stem))).Order().ToArray();
        var inside = new Dictionary<string, int>(StringComparer.Ordinal);
        var (best, sum, from) = (0d, 0d, 0);
        foreach (var (at, stem) in hits)
        {
            if ((inside[stem] = inside.GetValueOrDefault(stem) + 1) == 1) sum += _weights[stem];
            for (; at - hits[from].At >= window; from++)
                if (--inside[hits[from].Stem] == 0) sum -= _weights[hits[from].Stem];
            best = Math.Max(best, sum);
        }

        return _total <= 0 ? 0 : best / _total;
    }

    /// <summary>Share of the question's neighbouring words that stand next to each other in order, and of those that stand near each other in any order; each as heavy as its lighter word.</summary>
    public (double Ordered, double Near) PairsIn(Dictionary<string, List<int>> places, int reach)
    {
        var (total, ordered, near) = (0d, 0d, 0d);
        for (var i = 0; i + 1 < _words.Length; i++)
        {
            if (string.Equals(_words[i].Stem, _words[i + 1].Stem, StringComparison.Ordinal)) continue;
            var weight = Math.Min(_words[i].Weight, _words[i + 1].Weight);
            total += weight;
            if (!places.TryGetValue(_words[i].Stem, out var first) || !places.TryGetValue(_words[i + 1].Stem, out var second)) continue;
            var (follows, isNear) = Meet(first, second, reach);
            if (follows) ordered += weight;
            if (isNear) near += weight;
        }

        return total <= 0 ? (0, 0) : (ordered / total, near / total);
    }

    /// <summary>Mean log probability of the question's words under the passage, smoothed by the collection.</summary>
    public double Likelihood(Dictionary<string, List<int>> places, int length)
    {
        if (_weights.Count == 0) return 0;
        var sum = 0d;
        foreach (var (stem, weight) in _weights)
        {
            // A word that a share exp(−weight) of the passages holds stands about so often among all words.
            var elsewhere = Math.Exp(-weight) / TypicalWords;
            sum += Math.Log(((places.TryGetValue(stem, out var at) ? at.Count : 0) + (Prior * elsewhere)) / (length + Prior));
        }

        return sum / _weights.Count;
    }

    /// <summary>The first position of any word, or null.</summary>
    public int? FirstIn(Dictionary<string, List<int>> places)
    {
        int? first = null;
        foreach (var stem in _weights.Keys)
            if (places.TryGetValue(stem, out var at) && (first is null || at[0] < first)) first = at[0];
        return first;
    }

    private static (bool Follows, bool IsNear) Meet(List<int> first, List<int> second, int reach)
    {
        var (follows, isNear) = (false, false);
        for (int i = 0, j = 0; i < first.Count && j < second.Count;)
        {
            var gap = second[j] - first[i];
            // One word may stand between them: "replication of indexes".
            follows |= gap is 1 or 2;
            isNear |= Math.Abs(gap) <= reach;
            if (gap > 0) i++;
            else j++;
        }

        return (follows, isNear);
    }
}
