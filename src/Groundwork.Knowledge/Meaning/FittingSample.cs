using System.Runtime.InteropServices;

namespace Groundwork.Knowledge.Meaning;

/// <summary>The chunks a model is fitted on, as counts of terms.</summary>
/// <remarks>About 8 bytes for each different term of each chunk and 60 for each different term of all.</remarks>
internal sealed class FittingSample
{
    private readonly Dictionary<ulong, int> _places = [];
    private readonly List<ulong> _hashes = [];
    private readonly List<int> _chunksWith = [];
    private readonly List<int> _starts = [0];
    private readonly List<(int Term, int Count)> _entries = [];

    /// <summary>Chunks so far.</summary>
    public int Chunks => _starts.Count - 1;

    /// <summary>Entries so far: different terms, summed over chunks.</summary>
    public int Entries => _entries.Count;

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
            _entries.Add((place, count));
        }

        _starts.Add(_entries.Count);
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
        var starts = new List<int>(_starts.Count) { 0 };
        var places = new List<int>(_entries.Count);
        var values = new List<float>(_entries.Count);
        var (known, unknown) = (0.0, 0.0);
        var row = new List<(int Column, float Weight)>();
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            row.Clear();
            var squares = 0.0;
            foreach (var (term, count) in CollectionsMarshal.AsSpan(_entries)[_starts[chunk].._starts[chunk + 1]])
            {
                if (column[term] < 0)
                {
                    unknown += Vocabulary.TfOf(count) * vocabulary.UnknownIdf;
                    continue;
                }

                var weight = Vocabulary.TfOf(count) * vocabulary.Idf[column[term]];
                row.Add((column[term], weight));
                known += weight;
                squares += (double)weight * weight;
            }

            if (row.Count == 0) continue;
            row.Sort((a, b) => a.Column.CompareTo(b.Column));
            var scale = (float)(1 / Math.Sqrt(squares));
            foreach (var (at, weight) in row)
            {
                places.Add(at);
                values.Add(weight * scale);
            }

            starts.Add(places.Count);
        }

        return (new SparseMatrix(vocabulary.Count, [.. starts], [.. places], [.. values]), known + unknown > 0 ? (float)(unknown / (known + unknown)) : 0);
    }
}
