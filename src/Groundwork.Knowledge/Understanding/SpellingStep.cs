using System.Text;
using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Knowledge.Understanding;

/// <summary>Words that the index does not know become words that it knows and that are spelt nearly so. What was written stays in the search for less.</summary>
/// <remarks>
/// One slip first, as Norvig's corrector does ("How to Write a Spelling Corrector", 2007): every word that one letter left out, added, replaced or exchanged with its
/// neighbour makes, of which the index knows the most frequent one best. These are whole words, so they go through the stemmer. Where none is known, terms of the
/// index at distance two that begin alike.
/// </remarks>
internal sealed class SpellingStep(CollectionWords words) : IUnderstandingStep
{
    // Shorter words have too many neighbours; longer ones may hold two slips.
    private const int LeastLetters = 4;
    private const int LeastForTwo = 7;
    private const int MostLetters = 24;

    // A pasted page is not corrected, and each correction walks the dictionary.
    private const int MostCharacters = 1000;
    private const int MostCorrections = 3;
    private const int NearTerms = 16;
    private const float AsWritten = 0.5f;

    public RetrievalStep Step => RetrievalStep.Spelling;

    public async ValueTask<Understood> ApplyAsync(Question question, CancellationToken cancellationToken)
    {
        var text = question.Text;
        if (text.Length > MostCharacters) return Understood.Unchanged(question, $"only questions of at most {MostCharacters} characters are corrected");
        var corrections = await words.ReadAsync(snapshot => Corrections(snapshot, text, cancellationToken), cancellationToken);
        if (corrections.Count == 0) return Understood.Unchanged(question, "no word to correct");
        var corrected = new StringBuilder(text);
        foreach (var (span, better) in corrections.AsEnumerable().Reverse()) corrected.Remove(span.Start, span.Length).Insert(span.Start, better);
        return Understood.Changed(
            question with { Text = corrected.ToString(), Also = [.. question.Also, .. corrections.Select(c => new WeightedText(c.Span.Of(text), AsWritten))] },
            string.Join(", ", corrections.Select(c => $"{c.Span.Of(text)} → {c.Better}")));
    }

    private static List<(TextSpan Span, string Better)> Corrections(Snapshot snapshot, string text, CancellationToken cancellationToken)
    {
        var corrections = new List<(TextSpan Span, string Better)>();
        var all = snapshot.Words(text, cancellationToken);
        for (var i = 0; i < all.Count && corrections.Count < MostCorrections; i++)
        {
            var word = all[i];
            var overlaps = (i > 0 && all[i - 1].Span.Overlaps(word.Span)) || (i + 1 < all.Count && all[i + 1].Span.Overlaps(word.Span));
            if (word.Entries > 0 || word.IsStopWord || overlaps || !MayBeMisspelt(text, word.Span)) continue;
            if (Better(snapshot, word.Span.Of(text), cancellationToken) is { } better) corrections.Add((word.Span, better));
        }

        return corrections;
    }

    // Never what is quoted, has a wildcard, digits or connectors, or is a short form in capitals.
    private static bool MayBeMisspelt(string text, TextSpan span)
    {
        var word = text.AsSpan(span.Start, span.Length);
        if (span.Length is < LeastLetters or > MostLetters) return false;
        var hasSmall = false;
        foreach (var letter in word)
        {
            if (!char.IsLetter(letter)) return false;
            hasSmall |= !char.IsUpper(letter);
        }

        return hasSmall && (span.End >= text.Length || text[span.End] is not ('*' or '~')) && text.AsSpan(0, span.Start).Count('"') % 2 == 0;
    }

    private static string? Better(Snapshot snapshot, string written, CancellationToken cancellationToken)
    {
        var word = written.ToLowerInvariant();
        var variants = string.Join('\n', SpellingVariants.Of(word));
        var best = default((string? Text, long Entries));
        foreach (var variant in snapshot.Words(variants, cancellationToken))
        {
            if (variant.IsStopWord || variant.Entries <= best.Entries) continue;
            best = (variant.Span.Of(variants), variant.Entries);
        }

        if (best.Text is not null || word.Length < LeastForTwo) return best.Text;
        foreach (var near in snapshot.Near(word, 2, NearTerms, cancellationToken))
        {
            if (near.Term.Length < LeastLetters || near.Term[0] != word[0] || !near.Term.All(char.IsLetter)) continue;
            // A stem is searched as a word, so it must be its own stem.
            if (snapshot.Words(near.Term, cancellationToken) is [{ Entries: > 0 }]) return near.Term;
        }

        return null;
    }
}
