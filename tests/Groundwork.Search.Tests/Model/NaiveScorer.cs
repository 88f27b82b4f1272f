using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Search.Tests.Model;

/// <summary>The engine's promises written down in the plainest way, in doubles, over entries in a list.</summary>
internal sealed class NaiveScorer
{
    private readonly IndexOptions _options;
    private readonly List<Analyzed> _physical;
    private readonly List<Analyzed> _live;

    /// <param name="physical">Entries whose data stands in segments: the statistics count them.</param>
    /// <param name="isLive">Which of them may be found.</param>
    public NaiveScorer(IndexOptions options, IEnumerable<IndexEntry> physical, Func<IndexEntry, bool> isLive)
    {
        _options = options;
        _physical = [.. physical.Select(e => new Analyzed(e))];
        _live = [.. _physical.Where(a => isLive(a.Entry))];
    }

    public List<(EntryKey Key, double Score)> Search(Query query, Filter? filter, int limit)
    {
        var allowed = _live.Where(a => filter is null || Passes(a.Entry, filter)).ToList();
        return [.. Score(query, allowed, limit).Select(p => (p.Key.Entry.Key, p.Value)).OrderByDescending(h => h.Value).ThenBy(h => h.Key)];
    }

    public static bool Passes(IndexEntry entry, Filter filter) => filter switch
    {
        Filter.Is f => entry.Fields.GetValueOrDefault(f.Field) is FieldValue.Keywords k && k.Values.Contains(f.Value, StringComparer.Ordinal),
        Filter.AnyOf f => entry.Fields.GetValueOrDefault(f.Field) is FieldValue.Keywords k && k.Values.Any(v => f.Values.Contains(v, StringComparer.Ordinal)),
        Filter.IsFlag f => entry.Fields.GetValueOrDefault(f.Field) is FieldValue.Flag flag && flag.Value == f.Value,
        Filter.Between f => entry.Fields.GetValueOrDefault(f.Field) is FieldValue.Number n && !(n.Value < f.From) && !(n.Value > f.To),
        Filter.During f => entry.Fields.GetValueOrDefault(f.Field) is FieldValue.Date d && !(d.Value < f.From) && !(d.Value > f.To),
        Filter.Has f => entry.Fields.GetValueOrDefault(f.Field) is { } v && v is not FieldValue.Keywords { Values.Count: 0 },
        Filter.All f => f.Parts.All(p => Passes(entry, p)),
        Filter.Any f => f.Parts.Any(p => Passes(entry, p)),
        Filter.Not f => !Passes(entry, f.Part),
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private Dictionary<Analyzed, double> Score(Query query, List<Analyzed> allowed, int limit)
    {
        switch (query)
        {
            case Query.Words words:
                var terms = Analyzed.Terms(words.Text, words.Language ?? LanguageCode.English).Select(t => t.Text).Distinct(StringComparer.Ordinal);
                return Bm25F(allowed, [.. terms.Select(t => (Func<List<(string, int)>, int>)(field => field.Count(f => string.Equals(f.Item1, t, StringComparison.Ordinal))))]);
            case Query.Phrase phrase:
                var parts = Analyzed.Terms(phrase.Text, phrase.Language ?? LanguageCode.English);
                return parts.Count == 0 ? [] : Bm25F(allowed, [field => CountPhrase(field, parts)]);
            case Query.Nearest nearest:
                return allowed.Where(a => !a.Entry.Vector.IsEmpty).ToDictionary(a => a, a => Near(nearest.Vector.Span, a.Entry.Vector.Span));
            case Query.Every every:
                var scores = every.Parts.Select(p => Score(p, allowed, limit)).ToList();
                return scores[0].Keys.Where(a => scores.All(s => s.ContainsKey(a))).ToDictionary(a => a, a => scores.Sum(s => s[a]));
            case Query.Fused fused:
                return Fuse(Score(fused.Text, allowed, limit), Score(fused.Near, allowed, limit), fused.VectorWeight, Math.Max(limit * 4, 100));
            default:
                throw new ArgumentOutOfRangeException(nameof(query));
        }
    }

    private Dictionary<Analyzed, double> Bm25F(List<Analyzed> allowed, List<Func<List<(string, int)>, int>> terms)
    {
        var scores = new Dictionary<Analyzed, double>();
        foreach (var count in terms)
        {
            var n = _physical.Count(a => a.Fields.Values.Any(f => count(f) > 0));
            var idf = Math.Log(1 + ((_physical.Count - n + 0.5) / (n + 0.5)));
            foreach (var entry in allowed)
            {
                double tf = 0;
                foreach (var field in _options.TextFields)
                {
                    if (!entry.Fields.TryGetValue(field.Name, out var words)) continue;
                    var average = _physical.Where(a => a.Fields.ContainsKey(field.Name)).Average(a => a.Fields[field.Name].Count);
                    var b = (double)field.LengthNormalisation;
                    if (average > 0) tf += field.Weight * count(words) / (1 - b + (b * words.Count / average));
                }

                var k1 = (double)_options.TermSaturation;
                if (tf > 0) scores[entry] = scores.GetValueOrDefault(entry) + (idf * tf * (k1 + 1) / (k1 + tf));
            }
        }

        return scores;
    }

    private static int CountPhrase(List<(string Term, int Position)> field, List<Term> phrase) =>
        field.Select(f => f.Position).Distinct().Count(start => phrase.All(p => field.Contains((p.Text, start + p.Position - phrase[0].Position))));

    private double Near(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double dot = 0, aa = 0, bb = 0, distance = 0;
        for (var i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            aa += (double)a[i] * a[i];
            bb += (double)b[i] * b[i];
            distance += ((double)a[i] - b[i]) * ((double)a[i] - b[i]);
        }

        return _options.Vectors!.Similarity switch
        {
            Similarity.Cosine => dot / Math.Sqrt(aa * bb),
            Similarity.Dot => dot,
            _ => -distance,
        };
    }

    private Dictionary<Analyzed, double> Fuse(Dictionary<Analyzed, double> text, Dictionary<Analyzed, double> near, double weight, int pool)
    {
        var candidates = Best(text, pool).Concat(Best(near, pool)).Distinct().ToList();
        var textMost = candidates.Where(text.ContainsKey).Select(c => text[c]).DefaultIfEmpty(0).Max();
        var nears = candidates.Where(near.ContainsKey).Select(c => near[c]).DefaultIfEmpty(0).ToList();
        var (least, most) = (nears.Min(), nears.Max());
        return candidates.ToDictionary(c => c, c =>
        {
            var (ofText, ofNear) = (text.TryGetValue(c, out var ts), near.TryGetValue(c, out var vs));
            var t = textMost > 0 && ofText ? Math.Max(0, ts) / textMost : 0;
            var v = !ofNear ? 0 : _options.Vectors!.Similarity == Similarity.Cosine ? Math.Max(0, vs) : most > least ? (vs - least) / (most - least) : 1;
            return ((1 - weight) * t) + (weight * v);
        });
    }

    private static IEnumerable<Analyzed> Best(Dictionary<Analyzed, double> scores, int count) =>
        scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key.Entry.Key).Take(count).Select(s => s.Key);

    private sealed class Analyzed
    {
        public Analyzed(IndexEntry entry)
        {
            Entry = entry;
            foreach (var (name, value) in entry.Fields)
                if (value is FieldValue.Text text)
                    Fields[name] = [.. Terms(text.Value, text.Language).Select(t => (t.Text, t.Position)).Distinct()];
        }

        public IndexEntry Entry { get; }

        public Dictionary<string, List<(string Term, int Position)>> Fields { get; } = new(StringComparer.Ordinal);

        public static List<Term> Terms(string text, LanguageCode language)
        {
            var terms = new List<Term>();
            new TextAnalyzer(language).Analyze(text, terms);
            return terms;
        }
    }
}
