using Groundwork.Knowledge.Answering.Claims;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>
/// Finds a quote that was copied with slips. Tolerance: within one sentence, one edit (a character put in, left out or exchanged) per 16 characters of the quote and at most 8;
/// at most two edits in a word; no word more or less, other than a stop word; the same numbers and names, nothing denied or turned round.
/// </summary>
/// <remarks>Sellers 1980 with the cut-off of Ukkonen 1985: time is about the allowed edits times the length of the text.</remarks>
internal sealed class QuoteAlignment(string text, LooseText loose, IReadOnlyList<TextSpan> sentences, LanguageCode language)
{
    private const int CharactersPerEdit = 16;
    private const int MostEdits = 8;
    private const int MostEditsInWord = 2;

    /// <returns>The span of the best such place, or null.</returns>
    public TextSpan? Find(string looseQuote)
    {
        var most = Math.Min(MostEdits, looseQuote.Length / CharactersPerEdit);
        if (most == 0) return null;
        (int Edits, int Start, int End)? best = null;
        foreach (var sentence in sentences)
        {
            var (start, end) = loose.RangeOf(sentence);
            if (end - start < looseQuote.Length - most) continue;
            var found = Align(looseQuote, loose.Text.AsSpan(start, end - start), best is { } known ? known.Edits - 1 : most);
            if (found is { } better) best = (better.Edits, start + better.Start, start + better.End);
            if (best is { Edits: 0 }) break;
        }

        if (best is not { } place || place.End <= place.Start) return null;
        var span = loose.PlaceOf(place.Start, place.End - place.Start);
        return SaysTheSame(looseQuote, span.Of(text)) ? span : null;
    }

    // One column per character of the text; row i holds the fewest edits of the first i characters of the quote against a piece that ends here, and where it starts.
    private static (int Edits, int Start, int End)? Align(string quote, ReadOnlySpan<char> text, int most)
    {
        if (most < 0) return null;
        var (edits, starts) = (new int[quote.Length + 1], new int[quote.Length + 1]);
        for (var i = 0; i <= quote.Length; i++) edits[i] = i;
        var last = Math.Min(most, quote.Length);
        (int Edits, int Start, int End)? best = null;
        for (var j = 1; j <= text.Length; j++)
        {
            var (diagonal, diagonalStart) = (0, j - 1);
            starts[0] = j;
            var reach = Math.Min(last + 1, quote.Length);
            for (var i = 1; i <= reach; i++)
            {
                var (left, leftStart) = (edits[i], starts[i]);
                var (cost, from) = (diagonal + (quote[i - 1] == text[j - 1] ? 0 : 1), diagonalStart);
                if (left + 1 < cost && i <= last) (cost, from) = (left + 1, leftStart);
                if (edits[i - 1] + 1 < cost) (cost, from) = (edits[i - 1] + 1, starts[i - 1]);
                (edits[i], starts[i]) = (cost, from);
                (diagonal, diagonalStart) = (i <= last ? left : most + 1, leftStart);
            }

            last = reach;
            while (last > 0 && edits[last] > most) last--;
            if (last == quote.Length && (best is null || edits[last] < best.Value.Edits)) best = (edits[last], starts[last], j);
        }

        return best;
    }

    private bool SaysTheSame(string quote, string slice)
    {
        var (said, there) = (new Statement(quote, language), new Statement(slice, language));
        if (said.Quantities.Count != there.Quantities.Count || !said.Quantities.Zip(there.Quantities).All(pair => pair.First.Agrees(pair.Second))) return false;
        return HasWordsOf(said, there) && HasWordsOf(there, said) && Agreement.Polarity(said, there) is null && Agreement.Polarity(there, said) is null;
    }

    private static bool HasWordsOf(Statement one, Statement other)
    {
        var words = other.Words.Select(w => w.Surface).ToHashSet(StringComparer.Ordinal);
        return one.Words.All(word => (word.IsStopWord && !Negation.IsIn(word.Surface, one.Language)) || words.Contains(word.Surface) || words.Any(known => IsSlip(word.Surface, known)));
    }

    // Words of three letters or less have no room for a slip.
    private static bool IsSlip(string word, string known)
    {
        if (Math.Min(word.Length, known.Length) < 4 || Math.Abs(word.Length - known.Length) > MostEditsInWord || word.Any(char.IsDigit) || known.Any(char.IsDigit)) return false;
        var edits = new int[known.Length + 1];
        for (var j = 0; j <= known.Length; j++) edits[j] = j;
        for (var i = 1; i <= word.Length; i++)
        {
            var diagonal = edits[0];
            edits[0] = i;
            for (var j = 1; j <= known.Length; j++)
            {
                var above = edits[j];
                edits[j] = Math.Min(Math.Min(above, edits[j - 1]) + 1, diagonal + (word[i - 1] == known[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return edits[known.Length] <= Math.Min(MostEditsInWord, Math.Min(word.Length, known.Length) / 3);
    }
}
