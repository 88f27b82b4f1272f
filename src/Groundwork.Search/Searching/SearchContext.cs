using Groundwork.Language;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;
using Groundwork.Search.Writing;

namespace Groundwork.Search.Searching;

/// <summary>What one search works on.</summary>
internal sealed class SearchContext
{
    private const int MostLanguages = 6;
    private const double LanguageCoverage = 0.99;
    private readonly SnapshotState _state;

    public SearchContext(SnapshotState state, IndexOptions options, AnalyzerSet analyzers, CancellationToken cancellationToken)
    {
        (_state, Analyzers, CancellationToken) = (state, analyzers, cancellationToken);
        Space = state.Commit.Schema.Vectors;
        Weighting = new Bm25F(options.TermSaturation, state.Segments.Sum(s => (long)s.Reader.EntryCount), Fields(options));
    }

    public IReadOnlyList<SegmentView> Segments => _state.Segments;

    public VectorSpace? Space { get; }

    public Bm25F Weighting { get; }

    public AnalyzerSet Analyzers { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>The languages a query is analysed in when none is given.</summary>
    /// <remarks>The most frequent ones until they cover 99 % of the texts, at most six, and undetermined where the index holds it.</remarks>
    public IReadOnlyList<LanguageCode> Languages()
    {
        var all = _state.Status.Languages;
        var known = all.Where(l => l.Key != LanguageCode.Undetermined).ToList();
        var total = known.Sum(l => (long)l.Value);
        var languages = new List<LanguageCode>();
        long covered = 0;
        foreach (var (language, count) in known)
        {
            if (languages.Count == MostLanguages || covered >= total * LanguageCoverage) break;
            languages.Add(language);
            covered += count;
        }

        if (languages.Count == 0 || known.Count < all.Count) languages.Add(LanguageCode.Undetermined);
        return languages;
    }

    /// <summary>The stored lengths of a segment by field and entry.</summary>
    public int[][] Lengths(int segment)
    {
        var lengths = new int[Weighting.Fields.Count][];
        for (var i = 0; i < lengths.Length; i++) lengths[i] = Segments[segment].Reader.StoredLengths(i);
        return lengths;
    }

    private ScoredField[] Fields(IndexOptions options)
    {
        var names = _state.Commit.Schema.Fields;
        var fields = new ScoredField[names.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var definition = options.TextFields.First(f => string.Equals(f.Name, names[i], StringComparison.Ordinal));
            var words = Segments.Sum(s => (double)s.Reader.Info.Fields[i].WordCount);
            var holders = Segments.Sum(s => (long)s.Reader.Info.Fields[i].EntryCount);
            // A field without any word scores nothing, whatever its average is said to be.
            var average = words > 0 ? words / Math.Max(1, holders) : 1;
            fields[i] = new ScoredField(names[i], definition.Weight, definition.LengthNormalisation, (float)average);
        }

        return fields;
    }
}
