using System.Text;

namespace Groundwork.Search.Searching;

/// <summary>Levenshtein distance of one word to terms that come in order, each computed from the row of the prefix it shares with the one before.</summary>
/// <remarks>Wagner and Fischer 1974, row by row; distances count Unicode characters, not bytes.</remarks>
/// <param name="word">The word.</param>
/// <param name="most">The largest distance of interest.</param>
internal sealed class EditDistance(string word, int most)
{
    private readonly Rune[] _word = [.. word.EnumerateRunes()];

    // Row n: distances of the term's first n characters to every prefix of the word.
    private readonly List<int[]> _rows = [];
    private readonly List<Rune> _term = [];

    /// <summary>The distance to a term.</summary>
    /// <returns>
    /// The distance, or null when it is larger than the largest of interest; and the bytes of the term's shortest prefix that no term
    /// within that distance begins with, 0 when there is none.
    /// </returns>
    public (int? Distance, int DeadBytes) To(ReadOnlySpan<byte> term)
    {
        var (depth, bytes) = (0, 0);
        var isShared = true;
        while (bytes < term.Length)
        {
            Rune.DecodeFromUtf8(term[bytes..], out var rune, out var length);
            bytes += length;
            isShared = isShared && depth < _term.Count && _term[depth] == rune;
            if (!isShared) Extend(depth, rune);
            depth++;
            if (Row(depth).Min() <= most) continue;
            _term.RemoveRange(depth, _term.Count - depth);
            return (null, bytes);
        }

        _term.RemoveRange(depth, _term.Count - depth);
        var distance = Row(depth)[_word.Length];
        return (distance <= most ? distance : null, 0);
    }

    private void Extend(int depth, Rune rune)
    {
        _term.RemoveRange(depth, _term.Count - depth);
        _term.Add(rune);
        var (before, row) = (Row(depth), Row(depth + 1));
        row[0] = depth + 1;
        for (var i = 1; i < row.Length; i++)
            row[i] = Math.Min(Math.Min(before[i], row[i - 1]) + 1, before[i - 1] + (_word[i - 1] == rune ? 0 : 1));
    }

    private int[] Row(int depth)
    {
        if (_rows.Count == 0) _rows.Add([.. Enumerable.Range(0, _word.Length + 1)]);
        while (_rows.Count <= depth) _rows.Add(new int[_word.Length + 1]);
        return _rows[depth];
    }
}
