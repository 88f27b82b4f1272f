using Groundwork.Language;
using Groundwork.Search.Commits;
using Groundwork.Search.Segments;

namespace Groundwork.Search.Searching;

/// <summary>What all searches of one commit share: computed once, read by many threads.</summary>
internal sealed class SearchStatistics
{
    private const int MostLanguages = 6;
    private const double LanguageCoverage = 0.99;
    private readonly SnapshotState _state;
    private IReadOnlyList<LanguageCode>? _languages;

    public SearchStatistics(SnapshotState state, IndexOptions options)
    {
        (_state, Options) = (state, options);
        Weighting = new Bm25F(options.TermSaturation, state.Segments.Sum(s => (long)s.Reader.EntryCount), Fields(state, options));
        Drifts = [.. state.Segments.Select(s => Weighting.Drift(s.Reader.Info))];
    }

    public IndexOptions Options { get; }

    public Bm25F Weighting { get; }

    /// <summary>By segment: see <see cref="Bm25F.Drift"/>.</summary>
    public float[] Drifts { get; }

    /// <summary>The languages a query is analysed in when none is given.</summary>
    /// <remarks>The most frequent ones until they cover 99 % of the texts, at most six, and undetermined where the index holds it.</remarks>
    public IReadOnlyList<LanguageCode> Languages => _languages ??= Choose(_state.Status.Languages);

    private static List<LanguageCode> Choose(IReadOnlyList<KeyValuePair<LanguageCode, int>> all)
    {
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

    private static ScoredField[] Fields(SnapshotState state, IndexOptions options)
    {
        var definitions = state.Commit.Schema.Definitions(options);
        var fields = new ScoredField[definitions.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var words = state.Segments.Sum(s => s.Reader.Info.Fields[i].WordCount);
            var holders = state.Segments.Sum(s => (long)s.Reader.Info.Fields[i].EntryCount);
            fields[i] = new ScoredField(
                definitions[i].Name, new FieldWeighting(definitions[i].Weight, definitions[i].LengthNormalisation, FieldWeighting.Average(words, holders)));
        }

        return fields;
    }
}
