using Groundwork.Search.Bytes;

namespace Groundwork.Search.Searching;

/// <summary>All parts must match; scores add up.</summary>
internal sealed class EveryLeg : Leg
{
    private readonly SearchContext _context;
    private readonly IReadOnlyList<Leg> _parts;

    /// <summary>Takes the parts.</summary>
    /// <remarks>A fused part normalises over a pool, so it comes last and its pool is drawn from what the other parts left.</remarks>
    public EveryLeg(SearchContext context, IReadOnlyList<Leg> parts) =>
        (_context, _parts) = (context, [.. parts.OrderBy(p => p is FusedLeg or EveryLeg)]);

    public override ScoreTable Score(IReadOnlyList<Bitset?> allowed, int limit)
    {
        var total = _parts[0].Score(allowed, limit);
        try
        {
            for (var i = 1; i < _parts.Count; i++)
            {
                using var more = _parts[i].Score(Matches(total), limit);
                Combine(total, more);
            }

            return total;
        }
        catch
        {
            total.Dispose();
            throw;
        }
    }

    public override ScoreExplanation Explain(Found match)
    {
        var parts = _parts.Select(p => p.Explain(match)).ToList();
        return new ScoreExplanation("every (sum)", parts.Sum(p => p.Value), parts);
    }

    private Bitset[] Matches(ScoreTable table)
    {
        var matches = new Bitset[_context.Segments.Count];
        for (var i = 0; i < matches.Length; i++) matches[i] = table[i].Matched;
        return matches;
    }

    private void Combine(ScoreTable total, ScoreTable more)
    {
        for (var segment = 0; segment < _context.Segments.Count; segment++)
        {
            total[segment].Restrict(more[segment].Matched);
            foreach (var entry in total[segment].Matched.Members()) total[segment].Add(entry, more[segment][entry]);
        }
    }
}
