using Groundwork.Language;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>What one search works on.</summary>
internal sealed class SearchContext(SnapshotState state, IndexOptions options, SearchScratch scratch, CancellationToken cancellationToken)
{
    private readonly SearchStatistics _statistics = state.Statistics(options);

    public IReadOnlyList<SegmentView> Segments => state.Segments;

    public VectorSpace? Space => state.Commit.Schema.Vectors;

    public Bm25F Weighting => _statistics.Weighting;

    /// <summary>By segment: see <see cref="Bm25F.Drift"/>.</summary>
    public float[] Drifts => _statistics.Drifts;

    public SearchScratch Scratch => scratch;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The languages a query is analysed in when none is given.</summary>
    public IReadOnlyList<LanguageCode> Languages => _statistics.Languages;
}
