using System.Collections.Frozen;
using Groundwork.Language.Stemming;
using Groundwork.Language.Words;

namespace Groundwork.Language.Analysis;

/// <summary>From one word to its terms, without memory: the slow path of <see cref="TextAnalyzer"/>.</summary>
internal sealed class WordAnalysis(LanguageCode language)
{
    /// <summary>Terms are cut after this many code units; what is longer is no word anyone searches for.</summary>
    public const int LongestTerm = 255;

    // SKU4 and v12 have parts worth finding, H2O, B2B and 3rd have not.
    private const int ShortestMixture = 4;

    // O'Reilly has two parts, don't and we'll one.
    private const int ShortestAfterApostrophe = 3;

    private readonly IStemmer? _stemmer = Stemmers.For(language);
    private readonly FrozenSet<string> _stopWords = StopWords.For(language);
    private readonly StemWord _stem = new();
    private readonly List<WordPiece> _terms = [];

    public AnalyzedWord Analyze(ReadOnlySpan<char> word)
    {
        if (IsPlain(word)) return new AnalyzedWord(word.ToString(), Piece(word, Whole(word), 0, 0), [], 1);

        var terms = _terms;
        terms.Clear();
        var positions = 0;
        var prefix = Elisions.PrefixLength(language, word);
        if (prefix > 0)
        {
            var text = Elisions.FullForm(language, Normalization.Normalize(word[..prefix]));
            terms.Add(new WordPiece(text, 0, prefix, 0, _stopWords.Contains(text)));
            positions = 1;
            prefix++;
        }

        positions += AddWord(word[prefix..], prefix, positions, terms);
        return new AnalyzedWord(word.ToString(), terms.Count > 0 ? terms[0] : null, terms.Count > 1 ? [.. terms.Skip(1)] : [], positions);
    }

    /// <summary>The term of one or two characters of a script without spaces.</summary>
    public AnalyzedWord AnalyzeBigram(ReadOnlySpan<char> characters)
    {
        var text = Diacritics.Remove(Whole(characters));
        WordPiece? term = text.Length == 0 ? null : new WordPiece(text, 0, characters.Length, 0, _stopWords.Contains(text));
        return new AnalyzedWord(characters.ToString(), term, [], term is null ? 0 : 1);
    }

    // Small ASCII letters behind at most one capital: no parts, no elision.
    private static bool IsPlain(ReadOnlySpan<char> word) =>
        char.IsAsciiLetter(word[0]) && !word[1..].ContainsAnyExceptInRange('a', 'z');

    private int AddWord(ReadOnlySpan<char> word, int offset, int position, List<WordPiece> terms)
    {
        var parts = WordParts.Of(word);
        if (HasHangul(word)) return AddHangul(word, parts, offset, position, terms);

        var whole = Whole(word);
        if (whole.Length == 0) return 0;
        if (!AreWorthFinding(word, parts))
        {
            terms.Add(Piece(word, whole, offset, position));
            return 1;
        }

        terms.Add(Piece(word, whole, offset, position));
        var next = position;
        foreach (var span in parts)
        {
            var part = word.Slice(span.Start, span.Length);
            var text = Whole(part);
            if (text.Length > 0) terms.Add(Piece(part, text, offset + span.Start, next++));
        }

        return Math.Max(1, next - position);
    }

    // Normal form, cut to the longest term; grouped thousands lose their commas, dotted initials their points.
    private static string Whole(ReadOnlySpan<char> word)
    {
        var whole = Normalization.Normalize(word.Length > LongestTerm ? word[..CutBefore(word, LongestTerm)] : word);
        if (whole.Length > LongestTerm) whole = whole[..CutBefore(whole, LongestTerm)];
        if (IsGroupedNumber(whole)) return whole.Replace(",", string.Empty, StringComparison.Ordinal);
        return AreInitials(whole) ? whole.Replace(".", string.Empty, StringComparison.Ordinal) : whole;
    }

    private static int CutBefore(ReadOnlySpan<char> text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;

    private WordPiece Piece(ReadOnlySpan<char> word, string normal, int start, int position)
    {
        // US and WHO in capitals are names, us and who are not.
        var isName = word.Length is >= 2 and <= 4 && !word.ContainsAnyExceptInRange('A', 'Z');
        var plain = Diacritics.Remove(normal);
        if (IsPluralOfCapitals(word)) normal = plain = normal[..^1];
        var isStopWord = !isName
            && (_stopWords.Contains(normal) || (!ReferenceEquals(normal, plain) && _stopWords.Contains(plain)));
        return new WordPiece(Stemmed(normal, plain), start, word.Length, position, isStopWord);
    }

    // PDFs, APIs: stemmers want a vowel before they take the s.
    private static bool IsPluralOfCapitals(ReadOnlySpan<char> word) =>
        word.Length > 2 && word[^1] == 's' && !word[..^1].ContainsAnyExceptInRange('A', 'Z');

    private string Stemmed(string normal, string plain)
    {
        if (_stemmer is null) return WithoutPossessive(plain);
        foreach (var c in normal)
            if (!char.IsLetter(c) && c != '\'')
                return plain;
        _stem.Set(normal);
        _stemmer.Stem(_stem);
        if (_stem.Length == 0) return plain;
        if (_stem.Chars.SequenceEqual(plain)) return plain;
        return Diacritics.Remove(_stem.Chars.ToString());
    }

    // English words turn up in texts of any language; a stemmer takes care of 's where there is one.
    private static string WithoutPossessive(string word) =>
        word.Length > 2 && word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word;

    private static bool AreWorthFinding(ReadOnlySpan<char> word, List<TextSpan> parts)
    {
        if (parts.Count == 0) return false;
        if (parts.Count == 1) return parts[0].Length < word.Length;
        var hasLetters = false;
        var hasDigits = false;
        var longest = 0;
        foreach (var part in parts)
        {
            var isNumber = char.IsDigit(word[part.Start]);
            hasDigits |= isNumber;
            hasLetters |= !isNumber;
            longest = Math.Max(longest, part.Length);
        }

        if (!hasLetters) return false;
        var apostrophe = word.IndexOfAny("'’ʼ\"״׳");
        if (apostrophe >= 0 && word.Length - apostrophe - 1 < ShortestAfterApostrophe) return false;
        return longest > 1 && (!hasDigits || word.Length >= ShortestMixture);
    }

    private static bool HasHangul(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
            if (WordParts.IsHangul(c))
                return true;
        return false;
    }

    // Korean joins particles to nouns: bigrams find the noun. A Latin name with a particle comes apart here too.
    private int AddHangul(ReadOnlySpan<char> word, List<TextSpan> parts, int offset, int position, List<WordPiece> terms)
    {
        var first = position;
        foreach (var span in parts)
        {
            var part = word.Slice(span.Start, span.Length);
            if (!WordParts.IsHangul(part[0]))
            {
                var text = Whole(part);
                if (text.Length > 0) terms.Add(Piece(part, text, offset + span.Start, position++));
                continue;
            }

            for (var at = 0; at < part.Length;)
            {
                var middle = Clusters.End(part, at);
                var end = middle < part.Length ? Clusters.End(part, middle) : middle;
                if (middle == part.Length && at > 0) break;
                var term = AnalyzeBigram(part[at..end]).First;
                if (term is { } bigram) terms.Add(bigram with { Start = offset + span.Start + at, Position = position++ });
                at = middle;
            }
        }

        return position - first;
    }

    private static bool IsGroupedNumber(string word)
    {
        var comma = word.IndexOf(',', StringComparison.Ordinal);
        if (comma is < 1 or > 3) return false;
        for (var i = 0; i < word.Length; i++)
        {
            var isInGroups = i < comma || (i - comma) % 4 != 0;
            if (word[i] == '.' && i > comma && (i - comma) % 4 == 0) return true;
            if (isInGroups ? !char.IsAsciiDigit(word[i]) : word[i] != ',') return false;
        }

        return (word.Length - comma) % 4 == 0;
    }

    // u.s.a becomes usa; two letters are left, because u.s is not the word us.
    private static bool AreInitials(string word)
    {
        if (word.Length < 5 || word.Length % 2 == 0) return false;
        for (var i = 0; i < word.Length; i++)
            if (i % 2 == 0 ? !char.IsLetter(word[i]) : word[i] != '.')
                return false;
        return true;
    }
}
