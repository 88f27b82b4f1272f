using System.Text;
using Groundwork.Language;
using Groundwork.Search;

namespace Groundwork.Knowledge.Understanding;

/// <summary>Words that the index does not know become words of the collection that are spelt nearly so.</summary>
/// <remarks>
/// Terms of the index are stems and not shown to anybody, so they only say where to look: those that a word at one slip has (Norvig, "How to Write a Spelling
/// Corrector", 2007), and those at distance two of a long word. The correction is the nearest word in passages that hold them. First letters are seldom
/// wrong (Pollock and Zamora 1984), and a word nobody here wrote is more often right than a first letter is wrong: they must agree.
/// </remarks>
internal sealed class SpellingStep(CollectionWords words) : IUnderstandingStep
{
    // Shorter words have too many neighbours; only long ones are likely to be meant at two slips.
    private const int LeastLetters = 5;
    private const int LeastForTwo = 9;
    private const int MostLetters = 24;

    // A pasted page is not corrected, and each correction walks the dictionary.
    private const int MostCharacters = 1000;
    private const int MostCorrections = 3;
    private const int MostLeads = 8;
    private const int PassagesPerLead = 2;

    public RetrievalStep Step => RetrievalStep.Spelling;

    public async ValueTask<Understood> ApplyAsync(Question question, CancellationToken cancellationToken)
    {
        var text = question.Text;
        if (text.Length > MostCharacters) return Understood.Unchanged(question, $"only questions of at most {MostCharacters} characters are corrected");
        var corrections = await words.ReadAsync(pinned => CorrectionsAsync(pinned, text, question.Within, cancellationToken), cancellationToken);
        if (corrections.Count == 0) return Understood.Unchanged(question, "no word to correct");
        var corrected = new StringBuilder(text);
        foreach (var (span, better) in corrections.AsEnumerable().Reverse()) corrected.Remove(span.Start, span.Length).Insert(span.Start, better);
        return Understood.Changed(
            question with { Text = corrected.ToString() },
            string.Join(", ", corrections.Select(c => $"{c.Span.Of(text)} → {c.Better}")));
    }

    private static async ValueTask<List<(TextSpan Span, string Better)>> CorrectionsAsync(PinnedCollection pinned, string text, Filter? filter, CancellationToken cancellationToken)
    {
        var corrections = new List<(TextSpan Span, string Better)>();
        var all = pinned.Snapshot.Words(text, cancellationToken);
        for (var i = 0; i < all.Count && corrections.Count < MostCorrections; i++)
        {
            var word = all[i];
            var overlaps = (i > 0 && all[i - 1].Span.Overlaps(word.Span)) || (i + 1 < all.Count && all[i + 1].Span.Overlaps(word.Span));
            if (word.Entries > 0 || word.IsStopWord || overlaps || !MayBeMisspelt(text, word.Span)) continue;
            var written = word.Span.Of(text);
            if (await NearestAsync(pinned, written.ToLowerInvariant(), filter, cancellationToken) is { } better)
                corrections.Add((word.Span, char.IsLower(written[0]) ? better.ToLowerInvariant() : better));
        }

        return corrections;
    }

    // Never what is quoted, has a wildcard, digits or connectors, or is a short form in capitals.
    private static bool MayBeMisspelt(string text, TextSpan span)
    {
        if (span.Length is < LeastLetters or > MostLetters) return false;
        var hasSmall = false;
        foreach (var letter in text.AsSpan(span.Start, span.Length))
        {
            if (!char.IsLetter(letter)) return false;
            hasSmall |= !char.IsUpper(letter);
        }

        return hasSmall && (span.End >= text.Length || text[span.End] is not ('*' or '~')) && text.AsSpan(0, span.Start).Count('"') % 2 == 0;
    }

    // Only passages that pass the filter: what others say must not be told.
    private static async ValueTask<string?> NearestAsync(PinnedCollection pinned, string word, Filter? filter, CancellationToken cancellationToken)
    {
        var slips = word.Length >= LeastForTwo ? 2 : 1;
        var best = default((string? Text, int Slips));
        foreach (var lead in Leads(pinned.Snapshot, word, slips, cancellationToken))
        {
            var hits = pinned.Snapshot.Search(new SearchRequest(new Query.Words(lead), filter, PassagesPerLead), cancellationToken);
            foreach (var record in (await pinned.Documents.ChunksAsync([.. hits.Select(h => new Documents.ChunkId(h.Key.Value))], cancellationToken)).Values)
            {
                var said = $"{record.Title}\n{string.Join('\n', record.Chunk.Headings)}\n{record.Chunk.Text}";
                foreach (var span in WordSplitter.Split(said))
                {
                    if (Math.Abs(span.Length - word.Length) > slips) continue;
                    var other = span.Of(said);
                    if (Slips(word, other.ToLowerInvariant()) is { } found && found <= slips && (best.Text is null || found < best.Slips)) best = (other, found);
                }
            }
        }

        return best.Text;
    }

    // Words under which passages may be found that hold what was meant: the more frequent first.
    private static IEnumerable<string> Leads(Snapshot snapshot, string word, int slips, CancellationToken cancellationToken)
    {
        var variants = string.Join('\n', SpellingVariants.Of(word));
        var known = snapshot.Words(variants, cancellationToken).Where(v => v.Entries > 0 && !v.IsStopWord).OrderByDescending(v => v.Entries).Take(MostLeads).Select(v => v.Span.Of(variants)).ToArray();
        return known.Length > 0 || slips < 2 ? known : snapshot.Near(word, slips, 4 * MostLeads, cancellationToken).Select(n => n.Term).Where(t => t[0] == word[0]).Take(MostLeads);
    }

    // Null where the first letters disagree, unless they are only exchanged.
    private static int? Slips(string word, string other) =>
        other.Length < 2 || (word[0] != other[0] && (word[0] != other[1] || word[1] != other[0])) || other.Any(c => !char.IsLetter(c)) ? null : SlipDistance.Of(word, other);
}
