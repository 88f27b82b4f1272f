using Groundwork.Language;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>What one search works on.</summary>
internal sealed class SearchContext
{
    private readonly SnapshotState _state;
    private readonly SearchStatistics _statistics;

    public SearchContext(SnapshotState state, IndexOptions options, SearchScratch scratch, CancellationToken cancellationToken)
    {
        (_state, _statistics, Scratch, CancellationToken) = (state, state.Statistics(options), scratch, cancellationToken);
        Terms.Start(state.Segments);
    }

    public IReadOnlyList<SegmentView> Segments => _state.Segments;

    public VectorSpace? Space => _state.Commit.Schema.Vectors;

    public Bm25F Weighting => _statistics.Weighting;

    /// <summary>By segment: see <see cref="Bm25F.Drift"/>.</summary>
    public float[] Drifts => _statistics.Drifts;

    public SearchScratch Scratch { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>The index terms the search names.</summary>
    public IndexTerms Terms => Scratch.Terms;

    /// <summary>The languages a query is analysed in when none is given.</summary>
    public IReadOnlyList<LanguageCode> Languages => _statistics.Languages;
}
