using System.Runtime.InteropServices;

namespace Groundwork.Knowledge.Meaning;

/// <summary>The chunks a model is fitted on, as counts of terms.</summary>
/// <remarks>About 8 bytes for each different term of each chunk and 60 for each different term of all.</remarks>
internal sealed class FittingSample
{
    private const int PageEntries = 1 << 16;
    private readonly Dictionary<ulong, int> _places = [];
    private readonly List<ulong> _hashes = [];
    private readonly List<int> _chunksWith = [];
    private readonly List<int> _starts = [0];

    // Pages, because one list of all would be copied as it grows.
    private readonly List<(int Term, int Count)[]> _pages = [];

    /// <summary>Chunks so far.</summary>
    public int Chunks => _starts.Count - 1;

    /// <summary>Entries so far: different terms, summed over chunks.</summary>
    public int Entries { get; private set; }

    /// <summary>Takes a chunk in.</summary>
    public void Add(IEnumerable<KeyValuePair<ulong, int>> counts)
    {
        foreach (var (hash, count) in counts)
        {
            ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, hash, out var isKnown);
            if (!isKnown)
            {
                place = _hashes.Count;
                _hashes.Add(hash);
                _chunksWith.Add(0);
            }

            _chunksWith[place]++;
            AddEntry(place, count);
        }

        _starts.Add(Entries);
    }

    /// <summary>
    /// The terms worth a direction: in at least <paramref name="leastChunks"/> chunks and in at most a share of all; when there are too many,
    /// those of the most chunks.
    /// </summary>
    /// <returns>The vocabulary, ascending by hash, the matrix of weights over it with a row of length 1 for each chunk that has any of it, and the share of all weight outside it.</returns>
    public (Vocabulary Vocabulary, SparseMatrix Weights, float UnknownShare) Weigh(int leastChunks, double mostShare, int mostTerms)
    {
        var most = Math.Max(leastChunks, (int)(mostShare * Chunks));
        int[] kept =
        [
            .. Enumerable.Range(0, _hashes.Count).Where(t => _chunksWith[t] >= leastChunks && _chunksWith[t] <= most)
                .OrderByDescending(t => _chunksWith[t]).ThenBy(t => _hashes[t]).Take(mostTerms).OrderBy(t => _hashes[t]),
        ];
        var vocabulary = new Vocabulary([.. kept.Select(t => _hashes[t])], [.. kept.Select(t => Vocabulary.IdfOf(Chunks, _chunksWith[t]))], Vocabulary.IdfOf(Chunks, 1));
        var column = new int[_hashes.Count];
        Array.Fill(column, -1);
        for (var i = 0; i < kept.Length; i++) column[kept[i]] = i;
        var (weights, unknownShare) = Weights(vocabulary, column);
        return (vocabulary, weights, unknownShare);
    }

    private (SparseMatrix Weights, float UnknownShare) Weights(Vocabulary vocabulary, int[] column)
    {
        var known = CountKnown(column);
        var (starts, places, values) = (new List<int>(_starts.Count) { 0 }, new int[known], new float[known]);
        var (at, knownWeight, unknownWeight) = (0, 0.0, 0.0);
        var row = new List<(int Column, float Weight)>();
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            row.Clear();
            var squares = 0.0;
            for (var i = _starts[chunk]; i < _starts[chunk + 1]; i++)
            {
                var (term, count) = Entry(i);
                if (column[term] < 0)
                {
                    unknownWeight += Vocabulary.TfOf(count) * vocabulary.UnknownIdf;
                    continue;
                }

                var weight = Vocabulary.TfOf(count) * vocabulary.Idf[column[term]];
                row.Add((column[term], weight));
                knownWeight += weight;
                squares += (double)weight * weight;
            }

            if (row.Count == 0) continue;
            row.Sort((a, b) => a.Column.CompareTo(b.Column));
            var scale = (float)(1 / Math.Sqrt(squares));
            foreach (var (to, weight) in row) (places[at], values[at++]) = (to, weight * scale);
            starts.Add(at);
        }

        return (new SparseMatrix(vocabulary.Count, [.. starts], places, values), knownWeight + unknownWeight > 0 ? (float)(unknownWeight / (knownWeight + unknownWeight)) : 0);
    }

    private int CountKnown(int[] column)
    {
        var known = 0;
        for (var i = 0; i < Entries; i++)
            if (column[Entry(i).Term] >= 0) known++;
        return known;
    }

    private (int Term, int Count) Entry(int number) => _pages[number / PageEntries][number % PageEntries];

    private void AddEntry(int term, int count)
    {
        if (Entries == _pages.Count * PageEntries) _pages.Add(new (int, int)[PageEntries]);
        _pages[^1][Entries++ % PageEntries] = (term, count);
    }
}
