using Groundwork.Language;

namespace Groundwork.Evals.Claims;

/// <summary>What a sentence is compared by.</summary>
/// <param name="Terms">Stems of its content words, each with the length of the word as written.</param>
/// <param name="Numbers">Terms that hold a digit.</param>
/// <param name="Names">Stems of words that are written like names: a capital inside the sentence.</param>
/// <param name="IsDenied">True when a negation stands in it.</param>
internal sealed record SentenceWords(IReadOnlyDictionary<string, int> Terms, IReadOnlySet<string> Numbers, IReadOnlyList<string> Names, bool IsDenied)
{
    // German writes every noun with a capital.
    private const string LanguageOfCapitals = "de";

    public static SentenceWords Of(string sentence, TextAnalyzer analyser)
    {
        var found = new List<Term>();
        analyser.Analyze(sentence, found);
        var terms = new Dictionary<string, int>(StringComparer.Ordinal);
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        var names = new List<string>();
        foreach (var term in found)
        {
            if (term.IsStopWord) continue;
            var isNumber = term.Text.Any(char.IsDigit);
            if (isNumber) numbers.Add(term.Text);
            else if (IsName(sentence, term, analyser.Language)) names.Add(term.Text);
            // A denial is compared on its own.
            if (!isNumber && Negation.IsIn(term.Span.Of(sentence), analyser.Language)) continue;
            terms.TryAdd(term.Text, isNumber ? int.MaxValue : term.Span.Length);
        }

        return new SentenceWords(terms, numbers, names, Negation.IsIn(sentence, analyser.Language));
    }

    private static bool IsName(string sentence, Term term, LanguageCode language)
    {
        var word = term.Span.Of(sentence);
        if (word.Skip(1).Any(char.IsUpper)) return true;
        return term.Position > 0 && char.IsUpper(word[0]) && !string.Equals(language.Code, LanguageOfCapitals, StringComparison.Ordinal);
    }
}
