namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>Counts n-grams of token sequences exactly: every n-gram gets a number from that of its first n − 1 tokens and its last token.</summary>
internal sealed class NGrams<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _tokens;
    private readonly Dictionary<(int Prefix, int Last), int> _numbers = [];

    public NGrams(IEqualityComparer<T>? comparer = null) => _tokens = new Dictionary<T, int>(comparer);

    /// <summary>Counts by n-gram for each order.</summary>
    /// <param name="sequence">The tokens.</param>
    /// <param name="order">Longest n-gram, from 1.</param>
    /// <returns>At index n − 1: number of the n-gram and how often it occurs.</returns>
    public IReadOnlyList<IReadOnlyDictionary<int, int>> Count(IReadOnlyList<T> sequence, int order)
    {
        var words = sequence.Select(NumberOf).ToArray();
        var current = (int[])words.Clone();
        var counts = new List<IReadOnlyDictionary<int, int>>(order);
        for (var n = 1; n <= order; n++)
        {
            var ofOrder = new Dictionary<int, int>();
            for (var start = 0; start + n <= words.Length; start++)
            {
                if (n > 1)
                    current[start] = NumberOf(current[start], words[start + n - 1]);
                ofOrder[current[start]] = ofOrder.GetValueOrDefault(current[start]) + 1;
            }

            counts.Add(ofOrder);
        }

        return counts;
    }

    /// <summary>How many n-grams two texts share, each counted as often as the one has it that has it less.</summary>
    public static int Shared(IReadOnlyDictionary<int, int> left, IReadOnlyDictionary<int, int> right) =>
        left.Sum(pair => Math.Min(pair.Value, right.GetValueOrDefault(pair.Key)));

    private int NumberOf(T token)
    {
        if (!_tokens.TryGetValue(token, out var number))
            _tokens.Add(token, number = _tokens.Count);
        return number;
    }

    private int NumberOf(int prefix, int last)
    {
        if (!_numbers.TryGetValue((prefix, last), out var number))
            _numbers.Add((prefix, last), number = _numbers.Count);
        return number;
    }
}
