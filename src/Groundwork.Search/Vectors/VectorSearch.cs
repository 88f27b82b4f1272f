using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Groundwork.Search.Bytes;
using Groundwork.Search.Searching;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Vectors;

/// <summary>The rows of a segment nearest to a vector: found on the codes, scored exactly by the vectors as given.</summary>
/// <remarks>
/// What it costs decides how rows are found. Few permitted rows are scanned, with a result that is provably exact: codes tell the nearness up
/// to a bound, and every row that may belong to the best is scored; among more rows the bound is one that hardly ever
/// fails. Many are found by walking the graph: among permitted rows only, or,
/// where nearly all are, among all rows. When the graph gives too few, the scan gives the rest, so a search never ends short.
/// </remarks>
internal sealed class VectorSearch
{
    /// <summary>What following the links of one candidate costs, in rows scanned one after the other: about 12 new rows, each out of order.</summary>
    private const int RowsPerFollowed = 30;

    /// <summary>What comparing a row found through a link costs, in rows scanned.</summary>
    private const int RowsPerJump = 3;

    /// <summary>Rows asked for ahead of the one that is compared.</summary>
    private const int Ahead = 12;

    /// <summary>Vectors as given asked for ahead of the one that is scored.</summary>
    private const int AheadGiven = 2;

    /// <summary>Permitted rows up to which a scan is provably exact; among more, too many would have to be scored to prove it.</summary>
    private const int ProvenRows = 4096;

    /// <summary>Candidates followed without a better hit after which a search of default effort ends.</summary>
    private const int DefaultPatience = 110;

    private const float PostFilterShare = 0.8f;

    private readonly Similarity _similarity;
    private readonly float[] _vector;
    private readonly float _length;

    /// <summary>Prepares a search.</summary>
    /// <param name="similarity">How nearness is measured.</param>
    /// <param name="vector">A vector that fits the index.</param>
    /// <param name="length">Its Euclidean length.</param>
    public VectorSearch(Similarity similarity, float[] vector, float length) => (_similarity, _vector, _length) = (similarity, vector, length);

    /// <summary>Effort when none is asked for; patience ends most searches earlier.</summary>
    /// <remarks>Recall of the ten nearest of 100,000: .98 on GloVe vectors, which are hard, and .994 on vectors of latent semantic analysis.</remarks>
    public const int DefaultEffort = 280;

    /// <summary>Offers the nearest permitted rows of a segment.</summary>
    /// <param name="segment">Number of the segment.</param>
    /// <param name="table">Its vectors.</param>
    /// <param name="allowed">Entries that may be found, or null for all.</param>
    /// <param name="limit">Rows wanted.</param>
    /// <param name="effort">Candidates kept on the way; null for <see cref="DefaultEffort"/>, ended early when the search stops finding better ones.</param>
    /// <param name="best">Receives them with their exact scores.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public void Best(int segment, VectorTable table, Bitset? allowed, int limit, int? effort, BestHits best, CancellationToken cancellationToken)
    {
        if (table.Count == 0) return;
        var permitted = new PermittedRows(table, allowed);
        if (permitted.Count == 0) return;
        var scratch = table.Rent();
        var codes = scratch.QueryOf(table.Stride);
        var encoded = RowQuery.Encode(_vector, _similarity == Similarity.Cosine ? _length : 1, codes);
        var query = _similarity == Similarity.Euclidean
            ? new RowQuery(in codes[0], encoded.Scale, CodeBlock.LiftOf(_length))
            : new RowQuery(in codes[0], encoded.Scale);
        if (!table.HasGraph || !Walk(segment, table, permitted, query, limit, effort, best, scratch))
            Scan(segment, table, permitted, query, encoded.Error, limit, best, scratch, cancellationToken);
        table.Return(scratch);
    }

    /// <summary>The exact score of a vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="length">Its Euclidean length.</param>
    public float Score(ReadOnlySpan<float> vector, float length)
    {
        if (_similarity == Similarity.Cosine) return Math.Clamp(TensorPrimitives.Dot(_vector, vector) / (_length * length), -1, 1);
        if (_similarity == Similarity.Dot) return TensorPrimitives.Dot(_vector, vector);
        var distance = TensorPrimitives.Distance(_vector, vector);
        return -(distance * distance);
    }

    /// <returns>False when a scan is cheaper, or the walk found fewer than there are.</returns>
    private bool Walk(
        int segment, VectorTable table, in PermittedRows permitted, in RowQuery query, int limit, int? asked, BestHits best, GraphScratch scratch)
    {
        var effort = Math.Max(asked ?? DefaultEffort, limit);
        var share = permitted.Count / (double)table.Count;

        // A walk among permitted rows looks at 1 / share times as many, so less of the default effort finds as much.
        if (asked is null && share < PostFilterShare) effort = Math.Max(limit, (int)Math.Ceiling(effort * Math.Sqrt(share)));
        if (effort * RowsPerFollowed / share > permitted.Count) return false;
        if (share >= PostFilterShare)
        {
            effort = (int)Math.Ceiling(effort / share);
            GraphSearch.Nearest(table.Graph, table.Codes, query, effort, scratch, limit, asked is null ? DefaultPatience : int.MaxValue);
        }
        else if (!GraphSearch.NearestAmong(
            table.Graph, table.Codes, query, permitted, effort, permitted.Count / RowsPerJump, scratch))
        {
            return false;
        }

        return Rescore(segment, table, permitted, best, scratch) >= Math.Min(limit, permitted.Count);
    }

    /// <summary>Scores the candidates of a walk exactly, except those too far behind to matter.</summary>
    /// <returns>Permitted candidates.</returns>
    private int Rescore(int segment, VectorTable table, in PermittedRows permitted, BestHits best, GraphScratch scratch)
    {
        var bound = NearnessBound.Usual(_similarity, _vector.Length, _length);
        var pool = scratch.Pool.AsSpan(0, scratch.Count);
        var (found, all, error) = (0, permitted.AreAll, 0f);
        for (var i = 0; i < pool.Length; i++)
        {
            if (i + AheadGiven < pool.Length && MayBeBetter(pool[i + AheadGiven])) Prefetch(table.Row(Candidate.Node(pool[i + AheadGiven])));
            var row = Candidate.Node(pool[i]);
            error = Math.Max(error, table.ErrorOf(row));
            if (!all && !permitted.Has(row)) continue;
            found++;
            if (MayBeBetter(pool[i])) Offer(row);
        }

        // Most of what was passed is far behind: the errors of the pool tell what is worth a second look.
        foreach (var candidate in scratch.Passed)
        {
            if (Candidate.Nearness(candidate) + bound.Of(error, 0) < NearnessOf(best.Least)) continue;
            var row = Candidate.Node(candidate);
            if (!all && !permitted.Has(row)) continue;
            found++;
            if (MayBeBetter(candidate)) Offer(row);
        }

        return found;

        void Offer(int row) => best.Offer(Score(table.Row(row), table.NormOf(row)), segment, table.EntryOf(row));

        bool MayBeBetter(long candidate) => Candidate.Nearness(candidate) + bound.Of(table.ErrorOf(Candidate.Node(candidate)), 0) >= NearnessOf(best.Least);
    }

    /// <summary>Finds the exact best: candidates are all rows whose nearness may reach the limit-th best lower bound.</summary>
    private void Scan(
        int segment, VectorTable table, in PermittedRows permitted, in RowQuery query, float queryError, int limit, BestHits best, GraphScratch scratch,
        CancellationToken cancellationToken)
    {
        var rows = table.Codes;
        var errors = table.Errors;
        var bound = permitted.Count <= ProvenRows
            ? NearnessBound.Certain(_similarity, _vector.Length, _length, queryError)
            : NearnessBound.Usual(_similarity, _vector.Length, _length);
        var (chunk, lower) = (scratch.Rows, scratch.Pending);
        lower.Clear();
        scratch.Begin(0, 0);
        var least = NearnessOf(best.Least);
        int count;
        for (var from = 0; (count = permitted.Next(ref from, chunk)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < count && i < Ahead; i++) rows.Prefetch(chunk[i]);
            for (var i = 0; i < count; i++)
            {
                if (i + Ahead < count) rows.Prefetch(chunk[i + Ahead]);
                var row = chunk[i];
                var nearness = rows.Nearness(query, row);
                var slack = bound.Of(errors[row], _similarity == Similarity.Cosine ? 1 : table.NormOf(row));
                if (nearness + slack < least) continue;
                scratch.Add(Candidate.Of(nearness + slack, row));

                // The heap holds the best lower bounds, turned over so that the worst of them is taken first.
                var turned = ~Candidate.Of(nearness - slack, 0);
                if (lower.Count < limit) lower.Push(turned);
                else if (turned < lower.Top) lower.ReplaceTop(turned);
                else continue;
                if (lower.Count == limit) least = Math.Max(least, Candidate.Nearness(~lower.Top));
            }
        }

        var pool = scratch.Pool.AsSpan(0, scratch.Count);
        pool.Sort();
        for (var i = pool.Length - 1; i >= 0; i--)
        {
            if (i >= AheadGiven) Prefetch(table.Row(Candidate.Node(pool[i - AheadGiven])));
            if (Candidate.Nearness(pool[i]) < NearnessOf(best.Least)) break;
            var row = Candidate.Node(pool[i]);
            best.Offer(Score(table.Row(row), table.NormOf(row)), segment, table.EntryOf(row));
        }
    }

    /// <summary>The nearness that a score stands for: the Euclidean one is half the score.</summary>
    private float NearnessOf(float score) => _similarity == Similarity.Euclidean ? score / 2 : score;

    private static unsafe void Prefetch(ReadOnlySpan<float> vector)
    {
        const int LineFloats = 16;
        if (!Sse.IsSupported) return;
        var start = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(vector));
        for (var i = 0; i < vector.Length; i += LineFloats) Sse.Prefetch0(start + i);
    }
}
