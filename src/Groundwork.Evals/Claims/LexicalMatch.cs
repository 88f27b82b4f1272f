using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Evals.Claims;

/// <summary>One text, cut and analysed once, with which any number of statements are compared.</summary>
internal sealed class LexicalMatch
{
    /// <summary>Names the rules.</summary>
    public const string Rules = "lexical-numeric-1";

    /// <summary>Most neighbouring sentences that may support a statement together.</summary>
    private const int WidestWindow = 3;

    // What is said in one sentence is more surely meant together than what is gathered from several.
    private const double PerFurtherSentence = 0.97;

    // Each disagreement leaves this share of the strength, so that one of the first three denies even a statement whose words all stand there. A wrong number or a denial makes a statement false however alike the rest is; a name may stand in another form.
    private const double OfNumber = 0.35;
    private const double OfDenial = 0.45;
    private const double OfDirection = 0.45;
    private const double OfName = 0.7;

    private readonly string _premise;
    private readonly TextAnalyzer _analyser;
    private readonly List<SentenceWords> _sentences = [];
    private readonly Dictionary<string, int> _sentencesWith = new(StringComparer.Ordinal);

    public LexicalMatch(string premise, TextAnalyzer analyser, CancellationToken cancellationToken)
    {
        (_premise, _analyser) = (premise, analyser);
        foreach (var span in SentenceSplitter.Split(premise, analyser.Language))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var words = SentenceWords.Of(span.Of(premise), analyser);
            if (words.Terms.Count == 0) continue;
            _sentences.Add(words);
            foreach (var term in words.Terms.Keys) _sentencesWith[term] = _sentencesWith.GetValueOrDefault(term) + 1;
        }
    }

    public Entailment.Judged Judge(string statement, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wanted = SentenceWords.Of(statement, _analyser);
        if (wanted.Terms.Count == 0)
        {
            var stands = !string.IsNullOrWhiteSpace(statement) && _premise.Contains(statement.Trim(), StringComparison.OrdinalIgnoreCase);
            return new Entailment.Judged(stands, stands ? 1 : 0, stands ? "stands in the text" : "holds no content word");
        }

        if (_sentences.Count == 0) return new Entailment.Judged(Supports: false, 0, "the text has no words");
        var (first, count, coverage) = BestWindow(wanted);
        var window = _sentences.GetRange(first, count);
        // Half the strength stands for seven tenths of the weight: what is told in other words keeps about that much of its content.
        var strength = coverage * coverage;
        var why = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{coverage:P0} of the content words").Replace(" %", "%", StringComparison.Ordinal) };

        if (wanted.Numbers.FirstOrDefault(number => !window.Exists(sentence => sentence.Numbers.Contains(number))) is { } number) Disagree(OfNumber, $"no number {number}");
        if (wanted.Names.FirstOrDefault(name => !window.Exists(sentence => sentence.Terms.ContainsKey(name))) is { } name) Disagree(OfName, $"no name {name}");
        // Denial and direction are properties of the sentence that says it, not of its neighbours.
        var closest = window.MaxBy(sentence => Coverage(wanted, [sentence]))!;
        if (wanted.IsDenied != closest.IsDenied) Disagree(OfDenial, "one of the two denies it");
        if (Opposites.Disagree(wanted.Terms.Keys, closest.Terms.Keys)) Disagree(OfDirection, "the direction differs");
        return new Entailment.Judged(strength >= 0.5, strength, string.Join(", ", why));

        void Disagree(double share, string reason)
        {
            strength *= share;
            why.Add(reason);
        }
    }

    private (int First, int Count, double Coverage) BestWindow(SentenceWords wanted)
    {
        var best = (First: 0, Count: 1, Coverage: -1.0);
        for (var first = 0; first < _sentences.Count; first++)
        {
            for (var count = 1; count <= Math.Min(WidestWindow, _sentences.Count - first); count++)
            {
                var coverage = Coverage(wanted, _sentences.GetRange(first, count)) * Math.Pow(PerFurtherSentence, count - 1);
                if (coverage > best.Coverage) best = (first, count, coverage);
            }
        }

        return best;
    }

    private double Coverage(SentenceWords wanted, List<SentenceWords> window)
    {
        var (covered, all) = (0.0, 0.0);
        foreach (var (term, length) in wanted.Terms)
        {
            var weight = WeightOf(term, length);
            all += weight;
            if (window.Exists(sentence => sentence.Terms.ContainsKey(term))) covered += weight;
        }

        return covered / all;
    }

    // Rarity within the text, smoothed so that a term that stands nowhere is finite, times the class of its length: long words say more.
    private double WeightOf(string term, int length)
    {
        var rarity = Math.Log(1 + ((_sentences.Count + 1.0) / (_sentencesWith.GetValueOrDefault(term) + 1)));
        return rarity * (length <= 3 ? 0.6 : length <= 6 ? 0.8 : 1);
    }
}
