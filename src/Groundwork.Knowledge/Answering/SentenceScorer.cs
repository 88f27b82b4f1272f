using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>
/// Scores the sentences of the best passages as answers to a question: information-weighted coverage of the question's words, in the
/// sentence and, for less, around it; how close together they stand; signs of what the question asks for; and how good the passage is.
/// </summary>
/// <param name="question">The question.</param>
/// <param name="carried">Words of earlier turns that it is about; they count what they weigh, where a word of the question counts 1. Null for none.</param>
internal sealed class SentenceScorer(string question, IEnumerable<WeightedText>? carried = null)
{
    private readonly WeightedText[] _carried = [.. carried ?? []];

    // Weights chosen on the handbook's own questions; each was kept only where leaving it out lost answers.
    private const double Neighbour = 0.35;
    private const double Heading = 0.3;
    private const double Proximity = 0.15;
    private const double Sign = 0.25;
    private const double PassageShare = 0.9;
    private const double TooShort = 0.3;
    private const double Defines = 0.4;

    // A row of a table matches many words in few, and says little without its head; code says what it does only to a machine.
    private const double Row = 0.15;
    private const double Code = 0.3;

    // Bigrams of scripts without spaces match less often than words do, also where the evidence is good.
    private const double BigramScale = 1.8;

    /// <summary>Every sentence of the passages, and how strong the evidence is as a whole.</summary>
    public ScoredEvidence Score(IReadOnlyList<Passage> passages)
    {
        var pool = passages.Select((p, i) => new AnalysedPassage(p, i)).ToArray();
        var own = pool.Select(p => p.Language).Distinct().ToDictionary(language => language, WantedTerms);
        var about = own.ToDictionary(o => o.Key, o => CarriedTerms(o.Key, o.Value, pool));
        var wanted = own.ToDictionary(o => o.Key, o => o.Value.Concat(about[o.Key].Keys).ToHashSet(StringComparer.Ordinal));
        var kinds = wanted.Keys.ToDictionary(language => language, language => QuestionCues.KindOf(question, language));
        var weights = Weights(pool, wanted.Values.SelectMany(w => w).ToHashSet(StringComparer.Ordinal));
        foreach (var (term, weight) in about.Values.SelectMany(a => a).DistinctBy(a => a.Key, StringComparer.Ordinal).Where(a => !own.Values.Any(o => o.Contains(a.Key)))) weights[term] *= weight;
        // A re-ranker says the order, on a scale of its own; how much each place counts, the first stage says.
        float[] strengths = [.. passages.Select(p => p.FirstScore).OrderDescending()];
        SentenceScore[] scored = [.. pool.SelectMany(p => ScorePassage(p, wanted[p.Language], kinds[p.Language], weights, strengths))];
        return new ScoredEvidence(scored, SignsOf(pool, scored, wanted, kinds, weights, strengths));
    }

    private AnswerSigns SignsOf(
        AnalysedPassage[] pool, SentenceScore[] scored, Dictionary<LanguageCode, HashSet<string>> wanted, Dictionary<LanguageCode, QuestionKind> kinds, Dictionary<string, double> weights, float[] strengths)
    {
        if (scored.Length == 0) return AnswerSigns.None;
        var top = scored.Aggregate((a, b) => b.Value > a.Value ? b : a);
        var passage = pool[top.PassageIndex];
        var terms = wanted[passage.Language];
        var total = terms.Sum(t => weights[t]);
        var sentence = passage.Sentences[top.Ordinal];
        var own = sentence.Terms.Where(terms.Contains).ToHashSet(StringComparer.Ordinal);
        var scale = ScaleOf(passage.Language);
        return new AnswerSigns
        {
            Strength = pool.Max(p => Strength(p, wanted[p.Language], weights)),
            Window = scale * Share(t => own.Contains(t) || passage.Has(top.Ordinal - 1, t) || passage.Has(top.Ordinal + 1, t)),
            Body = scale * Share(t => passage.Sentences.Any(s => s.Terms.Contains(t))),
            BeyondTitle = scale * Share(t => own.Contains(t) && !passage.Headings.Contains(t)),
            Missing = terms.Where(t => !passage.Headings.Contains(t) && !passage.Sentences.Any(s => s.Terms.Contains(t))).Select(t => weights[t] / total).DefaultIfEmpty(0).Max(),
            RunnerUp = strengths.Length < 2 || strengths[0] <= 0 ? 0 : strengths[1] / strengths[0],
            IsFirst = top.PassageIndex == 0,
            Value = top.Value,
            Kind = kinds[passage.Language],
            Terms = terms.Count,
            PassageSentences = passage.Sentences.Count,
            IsProse = sentence.Text.Length > 0 && sentence.Text[^1] is '.' or '。' or '!' or '"' or ')',
        };

        double Share(Func<string, bool> has) => total <= 0 ? 0 : terms.Where(has).Sum(t => weights[t]) / total;
    }

    // The mean of what a whole passage and what its best sentence carry: an answer needs the topic around it and the point in one place.
    private static double Strength(AnalysedPassage passage, HashSet<string> wanted, Dictionary<string, double> weights)
    {
        var total = wanted.Sum(t => weights[t]);
        if (total <= 0 || passage.Sentences.Count == 0) return 0;
        var whole = wanted.Where(t => passage.Headings.Contains(t) || passage.Sentences.Any(s => s.Terms.Contains(t))).Sum(t => weights[t]);
        var inOne = passage.Sentences.Max(s => wanted.Where(s.Terms.Contains).Sum(t => weights[t]));
        return (whole + inOne) / (2 * total) * ScaleOf(passage.Language);
    }

    private static double ScaleOf(LanguageCode language) => language.Code is "zh" or "ja" or "th" or "lo" or "km" or "my" ? BigramScale : 1;

    private IEnumerable<SentenceScore> ScorePassage(AnalysedPassage passage, HashSet<string> wanted, QuestionKind kind, Dictionary<string, double> weights, float[] strengths)
    {
        var total = wanted.Sum(t => weights[t]);
        if (total <= 0) yield break;
        var share = strengths[0] > 0 ? Math.Max(0, strengths[passage.Index] / strengths[0]) : 1;
        for (var i = 0; i < passage.Sentences.Count; i++)
        {
            var sentence = passage.Sentences[i];
            var own = sentence.Terms.Where(wanted.Contains).ToHashSet(StringComparer.Ordinal);
            double inside = 0, around = 0;
            foreach (var term in wanted)
            {
                if (own.Contains(term)) inside += weights[term];
                else if (passage.Has(i - 1, term) || passage.Has(i + 1, term)) around += Neighbour * weights[term];
                else if (passage.Headings.Contains(term)) around += Heading * weights[term];
            }

            var value = (inside + around) / total;
            if (own.Count > 1) value += Proximity * Closeness(sentence.Order, own);
            if (kind != QuestionKind.Open && own.Count > 0 && QuestionCues.MayAnswer(kind, sentence.Text, question, passage.Language)) value += Sign;
            if (kind == QuestionKind.Definition && sentence.Content.Take(wanted.Count + 1).Count(own.Contains) == wanted.Count) value += Defines;
            if (sentence.Order.Count < 4 || sentence.Text.EndsWith('?')) value -= TooShort;
            if (sentence.Text[0] == '|') value -= Row;
            else if (sentence.IsCode) value -= Code;
            yield return new SentenceScore(passage.Passage, passage.Index, i, sentence.Span, value * (1 - PassageShare + (PassageShare * share)));
        }
    }

    private HashSet<string> WantedTerms(LanguageCode language)
    {
        var terms = new List<Term>();
        new TextAnalyzer(language).Analyze(question, terms);
        var content = terms.Where(t => !t.IsStopWord && !QuestionCues.IsFiller(t.Span.Of(question))).Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
        return content.Count > 0 ? content : terms.Select(t => t.Text).ToHashSet(StringComparer.Ordinal);
    }

    // What no passage says says nothing about any sentence: a question is not less answered for it.
    private Dictionary<string, double> CarriedTerms(LanguageCode language, HashSet<string> own, AnalysedPassage[] pool)
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        var terms = new List<Term>();
        foreach (var word in _carried)
        {
            terms.Clear();
            new TextAnalyzer(language).Analyze(word.Text, terms);
            foreach (var term in terms.Where(t => !t.IsStopWord && !own.Contains(t.Text) && pool.Any(p => p.Headings.Contains(t.Text) || p.Sentences.Any(s => s.Terms.Contains(t.Text)))))
                found[term.Text] = Math.Max(found.GetValueOrDefault(term.Text), Math.Min(1, word.Weight));
        }

        return found;
    }

    // How much a term tells one sentence from another: rarer among the candidates is more.
    private static Dictionary<string, double> Weights(AnalysedPassage[] pool, HashSet<string> terms)
    {
        var sentences = pool.Sum(p => p.Sentences.Count);
        return terms.ToDictionary(
            term => term,
            term => Math.Log(1 + ((sentences + 0.5) / (pool.Sum(p => p.Sentences.Count(s => s.Terms.Contains(term))) + 0.5))),
            StringComparer.Ordinal);
    }

    // 1 when the matched terms stand side by side, falling with the words between them.
    private static double Closeness(IReadOnlyList<string> order, HashSet<string> own)
    {
        var first = -1;
        var last = -1;
        for (var i = 0; i < order.Count; i++)
        {
            if (!own.Contains(order[i])) continue;
            if (first < 0) first = i;
            last = i;
        }

        return own.Count / (double)(last - first + 1);
    }

    private sealed class AnalysedPassage
    {
        public AnalysedPassage(Passage passage, int index)
        {
            Passage = passage;
            Index = index;
            var analyzer = new TextAnalyzer(passage.Language);
            var text = passage.Chunk.Text;
            Sentences = [.. AnswerUnits.Of(passage).Select(span => new AnalysedSentence(span, span.Of(text), analyzer))];
            Headings = new AnalysedSentence(default, string.Join(". ", passage.Chunk.Headings.Prepend(passage.Title)), analyzer).Terms;
        }

        public Passage Passage { get; }

        public int Index { get; }

        public LanguageCode Language => Passage.Language;

        public IReadOnlyList<AnalysedSentence> Sentences { get; }

        public HashSet<string> Headings { get; }

        public bool Has(int sentence, string term) => sentence >= 0 && sentence < Sentences.Count && Sentences[sentence].Terms.Contains(term);
    }

    private sealed class AnalysedSentence
    {
        public AnalysedSentence(TextSpan span, string text, TextAnalyzer analyzer)
        {
            var terms = new List<Term>();
            analyzer.Analyze(text, terms);
            Span = span;
            Text = text;
            Order = [.. terms.Select(t => t.Text)];
            Content = [.. terms.Where(t => !t.IsStopWord).Select(t => t.Text)];
            Terms = Order.ToHashSet(StringComparer.Ordinal);
            IsCode = CodeLines.IsCode(text);
        }

        public TextSpan Span { get; }

        public string Text { get; }

        public IReadOnlyList<string> Order { get; }

        public IReadOnlyList<string> Content { get; }

        public HashSet<string> Terms { get; }

        public bool IsCode { get; }
    }
}
