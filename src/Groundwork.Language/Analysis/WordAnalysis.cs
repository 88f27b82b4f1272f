using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Groundwork.Language.Stemming;
using Groundwork.Language.Words;

namespace Groundwork.Language.Analysis;

/// <summary>From one word to its terms: the slow path of <see cref="TextAnalyzer"/>.</summary>
/// <param name="language">Language of the texts.</param>
/// <param name="known">Words that were analysed before; parts of an identifier are mostly among them.</param>
internal sealed class WordAnalysis(LanguageCode language, WordCache known)
{
    /// <summary>Terms are cut after this many code units; what is longer is no word anyone searches for.</summary>
    public const int LongestTerm = 255;

    // SKU4 and v12 have parts worth finding, H2O, B2B and 3rd have not.
    private const int ShortestMixture = 4;

    // O'Reilly has two parts, don't and we'll one.
    private const int ShortestAfterApostrophe = 3;

    // Letters and digits that alternate more often are a hash or a number in base 16.
    private const int MostPieces = 5;

    private const int ShortestLetters = 3;

    private readonly IStemmer? _stemmer = Stemmers.For(language);
    private readonly FrozenSet<string> _stopWords = StopWords.For(language);
    private readonly StemWord _stem = new();
    private readonly List<WordTerm> _terms = [];
    private readonly List<TextSpan> _components = [];
    private readonly List<TextSpan> _humps = [];
    private readonly List<TextSpan> _pieces = [];

    public AnalyzedWord Analyze(ReadOnlySpan<char> word)
    {
        if (IsPlain(word))
        {
            var whole = Whole(word);
            return new AnalyzedWord(word.SequenceEqual(whole) ? whole : word.ToString(), Piece(word, whole, 0, 0));
        }

        var terms = _terms;
        terms.Clear();
        var positions = 0;
        var prefix = Elisions.PrefixLength(language, word);
        if (prefix > 0)
        {
            var text = Elisions.FullForm(language, Normalization.Normalize(word[..prefix]));
            terms.Add(new WordTerm(text, 0, prefix, 0, _stopWords.Contains(text)));
            positions = 1;
            prefix++;
        }

        positions += AddCompound(word[prefix..], prefix, positions, terms);
        return new AnalyzedWord(word.ToString(), [.. terms], positions);
    }

    /// <summary>The term of one or two characters of a script without spaces.</summary>
    public AnalyzedWord AnalyzeBigram(ReadOnlySpan<char> characters)
    {
        var text = Diacritics.Remove(Whole(characters));
        if (text.Length == 0) return new AnalyzedWord(characters.ToString(), [], 0);
        return new AnalyzedWord(
            characters.SequenceEqual(text) ? text : characters.ToString(), new WordTerm(text, 0, characters.Length, 0, _stopWords.Contains(text)));
    }

    // Small ASCII letters behind at most one capital: no parts, no elision.
    private static bool IsPlain(ReadOnlySpan<char> word) =>
        char.IsAsciiLetter(word[0]) && !word[1..].ContainsAnyExceptInRange('a', 'z');

    // A compound is kept whole and then taken word by word. It can be told from a word by its connectors: words have none.
    private int AddCompound(ReadOnlySpan<char> text, int offset, int position, List<WordTerm> terms)
    {
        if (!HasConnector(text)) return AddWord(text, offset, position, terms);
        terms.Add(new WordTerm(WholeCompound(text), offset, text.Length, position, IsStopWord: false));
        var next = position;
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && !IsBetweenWords(text, end)) end++;
            if (end > at) next += AddWord(text[at..end], offset + at, next, terms);
            at = end + 1;
        }

        return Math.Max(1, next - position);
    }

    private static bool HasConnector(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
            if (IsBetweenWords(text, i))
                return true;
        return false;
    }

    private static bool IsBetweenWords(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '/' or '@' or '-' or '+' or '#' or ' ' or '\u00A0' or '\u2010' or '\u2011' => true,
        '.' => at == 0,
        ':' => (at > 0 && text[at - 1] == ':') || (at + 1 < text.Length && text[at + 1] == ':'),
        _ => false,
    };

    // SKU-4421, SKU 4421 and SKU4421 are one; between two digits a hyphen stays, 12-34 is not 1234.
    private static string WholeCompound(ReadOnlySpan<char> text)
    {
        var normal = Diacritics.Remove(Normalization.Normalize(text));
        Span<char> whole = stackalloc char[Math.Min(normal.Length, LongestTerm)];
        var length = 0;
        for (var i = 0; i < normal.Length && length < whole.Length; i++)
        {
            var c = normal[i];
            var isJoint = c is '-' or ' ' or '\u2010';
            if (!isJoint) whole[length++] = c;
            else if (i > 0 && i + 1 < normal.Length && char.IsAsciiDigit(normal[i - 1]) && char.IsAsciiDigit(normal[i + 1])) whole[length++] = '-';
        }

        return whole[..length].ToString();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AddWord(ReadOnlySpan<char> word, int offset, int position, List<WordTerm> terms)
    {
        if (IsPlain(word))
        {
            Add(word, offset, position, terms);
            return 1;
        }

        if (HasHangul(word)) return AddHangul(word, offset, position, terms);
        var whole = Whole(word);
        if (whole.Length == 0) return 0;
        terms.Add(Piece(word, whole, offset, position));
        WordParts.Components(word, _components);
        if (!AreWorthFinding(word)) return 1;
        var next = position;
        foreach (var component in _components)
        {
            var text = word.Slice(component.Start, component.Length);
            WordParts.Humps(text, _humps);
            if (_components.Count > 1 && _humps.Count > 1) Add(text, offset + component.Start, next, terms);
            var isAlone = _components.Count == 1 && _humps.Count == 1 && component.Length == word.Length;
            foreach (var hump in _humps) next += AddHump(text.Slice(hump.Start, hump.Length), offset + component.Start + hump.Start, next, isAlone, terms);
        }

        return Math.Max(1, next - position);
    }

    // RFC2616 alone has two parts. In a longer identifier epi8 and server2 stay, and give their letters beside.
    private int AddHump(ReadOnlySpan<char> hump, int offset, int position, bool isAlone, List<WordTerm> terms)
    {
        WordParts.LettersAndDigits(hump, _pieces);
        if (!isAlone || _pieces.Count is 1 or > MostPieces)
        {
            if (isAlone || !Add(hump, offset, position, terms)) return 0;
            if (_pieces.Count == 2 && _pieces[0].Length >= ShortestLetters && char.IsLetter(hump[0])) Add(hump[.._pieces[0].Length], offset, position, terms);
            return 1;
        }

        var next = position;
        foreach (var piece in _pieces)
            if (Add(hump.Slice(piece.Start, piece.Length), offset + piece.Start, next, terms))
                next++;
        return next - position;
    }

    private bool Add(ReadOnlySpan<char> part, int offset, int position, List<WordTerm> terms)
    {
        if (IsPlain(part) && known.Find(WordKey.Of(part, 0, part.Length, isAscii: true), part) is >= 0 and var slot)
        {
            terms.Add(known.WordAt(slot).Terms[0] with { Start = offset, Position = position });
            return true;
        }

        var text = Whole(part);
        if (text.Length == 0) return false;
        terms.Add(Piece(part, text, offset, position));
        return true;
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

    private WordTerm Piece(ReadOnlySpan<char> word, string normal, int start, int position)
    {
        // US and WHO in capitals are names, us and who are not.
        var isName = word.Length is >= 2 and <= 4 && !word.ContainsAnyExceptInRange('A', 'Z');
        var plain = Diacritics.Remove(normal);
        if (IsPluralOfCapitals(word)) normal = plain = normal[..^1];
        var isStopWord = !isName
            && (_stopWords.Contains(normal) || (!ReferenceEquals(normal, plain) && _stopWords.Contains(plain)));
        return new WordTerm(Stemmed(normal, plain), start, word.Length, position, isStopWord);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AreWorthFinding(ReadOnlySpan<char> word)
    {
        if (_components.Count == 0) return false;
        var (hasLetters, hasDigits, longest, parts) = (false, false, 0, 0);
        foreach (var component in _components)
        {
            var text = word.Slice(component.Start, component.Length);
            WordParts.Humps(text, _humps);
            foreach (var hump in _humps)
            {
                WordParts.LettersAndDigits(text.Slice(hump.Start, hump.Length), _pieces);
                foreach (var piece in _pieces)
                {
                    var isNumber = char.IsDigit(text[hump.Start + piece.Start]);
                    hasDigits |= isNumber;
                    hasLetters |= !isNumber;
                    longest = Math.Max(longest, piece.Length);
                    parts++;
                }
            }
        }

        if (parts == 1) return _components[0].Length < word.Length;
        if (!hasLetters) return false;
        var apostrophe = word.IndexOfAny("'’ʼ\"״׳");
        if (apostrophe >= 0 && word.Length - apostrophe - 1 < ShortestAfterApostrophe) return false;
        return longest > 1 && (!hasDigits || word.Length >= ShortestMixture);
    }

    private static bool HasHangul(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
            if (Hangul.Contains(c))
                return true;
        return false;
    }

    // Korean joins particles to nouns: bigrams find the noun. A Latin name with a particle comes apart here too.
    private int AddHangul(ReadOnlySpan<char> word, int offset, int position, List<WordTerm> terms)
    {
        var first = position;
        for (var start = 0; start < word.Length;)
        {
            var end = start;
            while (end < word.Length && !Hangul.Contains(word[end])) end++;
            if (end > start)
            {
                WordParts.Components(word[start..end], _components);
                if (_components.Count > 0) position += AddWord(word[start..end], offset + start, position, terms);
                start = end;
                continue;
            }

            while (end < word.Length && Hangul.Contains(word[end])) end = Clusters.End(word, end);
            position += AddBigrams(word[start..end], offset + start, position, terms);
            start = end;
        }

        return position - first;
    }

    private int AddBigrams(ReadOnlySpan<char> part, int offset, int position, List<WordTerm> terms)
    {
        var first = position;
        for (var at = 0; at < part.Length;)
        {
            var middle = Clusters.End(part, at);
            var end = middle < part.Length ? Clusters.End(part, middle) : middle;
            if (middle == part.Length && at > 0) break;
            foreach (var bigram in AnalyzeBigram(part[at..end]).Terms) terms.Add(bigram with { Start = offset + at, Position = position++ });
            at = middle;
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
