using System.Numerics;

namespace Groundwork.Evals.Scoring.Overlap;

/// <summary>Longest common subsequences.</summary>
internal static class CommonSubsequence
{
    private const int BitsPerWord = 64;

    /// <summary>Length, 64 tokens of the first text at a time (Hyyrö 2004): the zeros of the vector mark where the length grows.</summary>
    public static int Length(IReadOnlyList<string> left, IReadOnlyList<string> right, CancellationToken cancellationToken)
    {
        if (left.Count == 0 || right.Count == 0)
            return 0;
        var words = (left.Count + BitsPerWord - 1) / BitsPerWord;
        var places = new Dictionary<string, ulong[]>(StringComparer.Ordinal);
        for (var at = 0; at < left.Count; at++)
        {
            if (!places.TryGetValue(left[at], out var bits))
                places.Add(left[at], bits = new ulong[words]);
            bits[at / BitsPerWord] |= 1UL << (at % BitsPerWord);
        }

        var vector = new ulong[words];
        Array.Fill(vector, ulong.MaxValue);
        foreach (var token in right)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!places.TryGetValue(token, out var bits))
                continue;
            var carry = 0UL;
            for (var word = 0; word < words; word++)
            {
                var old = vector[word];
                var matches = old & bits[word];
                var sum = old + matches;
                var overflows = sum < old;
                sum += carry;
                overflows |= sum < carry;
                carry = overflows ? 1UL : 0UL;
                vector[word] = sum | (old & ~matches);
            }
        }

        var length = 0;
        for (var word = 0; word < words; word++)
        {
            var used = Math.Min(BitsPerWord, left.Count - (word * BitsPerWord));
            var mask = used == BitsPerWord ? ulong.MaxValue : (1UL << used) - 1;
            length += BitOperations.PopCount(~vector[word] & mask);
        }

        return length;
    }

    /// <summary>Places in the first text of one longest common subsequence: the one that rouge_score's way back through the table finds.</summary>
    public static IReadOnlyList<int> Places(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var table = new int[left.Count + 1, right.Count + 1];
        for (var line = 1; line <= left.Count; line++)
        {
            for (var column = 1; column <= right.Count; column++)
            {
                table[line, column] = left[line - 1].Equals(right[column - 1], StringComparison.Ordinal)
                    ? table[line - 1, column - 1] + 1
                    : Math.Max(table[line - 1, column], table[line, column - 1]);
            }
        }

        var places = new List<int>();
        for (int line = left.Count, column = right.Count; line > 0 && column > 0;)
        {
            if (left[line - 1].Equals(right[column - 1], StringComparison.Ordinal))
            {
                places.Add(line - 1);
                line--;
                column--;
            }
            else if (table[line, column - 1] > table[line - 1, column])
                column--;
            else
                line--;
        }

        places.Reverse();
        return places;
    }
}
