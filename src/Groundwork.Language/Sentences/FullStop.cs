namespace Groundwork.Language.Sentences;

/// <summary>Tells whether one full stop before white space ends a sentence, or belongs to an abbreviation, initial, ordinal or list marker.</summary>
internal readonly ref struct FullStop(ReadOnlySpan<char> text, Abbreviations abbreviations, bool isEnglish)
{
    // Longer words are never abbreviations; the limit keeps the look back constant.
    private const int LongestWord = 24;

    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>True when the sentence ends at the full stop.</summary>
    /// <param name="sentenceStart">Where the sentence begins that would end here.</param>
    /// <param name="stop">Index of the full stop.</param>
    /// <param name="next">Index of the first character behind the white space.</param>
    public bool Ends(int sentenceStart, int stop, int next)
    {
        if (char.IsLower(_text[next])) return false;
        var start = WordStart(sentenceStart, stop);
        if (start < 0) return true;
        var word = _text[start..stop];
        if (word.IsEmpty) return true;

        var opensSentence = _text[sentenceStart..start].IsWhiteSpace();
        var nextIsDigit = char.IsDigit(_text[next]);
        if (IsNumber(word))
        {
            if (opensSentence && word.Length <= 3) return false;
            return !abbreviations.HasDottedOrdinals || word.Length > 2 || StarterFollows(next);
        }

        if (opensSentence && (IsRoman(word) || (word.Length == 1 && char.IsLetter(word[0])))) return false;
        if (IsRoman(word) && word.Length > 1 && abbreviations.HasDottedOrdinals) return StarterFollows(next);
        if (isEnglish && word is "I") return true;

        Span<char> lower = stackalloc char[LongestWord];
        lower = lower[..word.ToLowerInvariant(lower)];
        if (abbreviations.IsClosed(lower)) return false;
        if (nextIsDigit && abbreviations.IsCounted(lower)) return false;
        if (abbreviations.IsOpen(lower) || IsInitials(word)) return StarterFollows(next);
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
            if (!char.IsDigit(c) && c != '.')
                return false;
        return true;
    }

    private static bool IsRoman(ReadOnlySpan<char> word) => word.Length <= 6 && !word.ContainsAnyExcept("IVXLC");

    // "J", "z", "U.S", "т.е": cased letters, one at a time. Scripts without case have one-letter words but no initials.
    private static bool IsInitials(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            var isRight = i % 2 == 0 ? char.IsUpper(word[i]) || char.IsLower(word[i]) : word[i] == '.';
            if (!isRight) return false;
        }

        return word.Length % 2 == 1;
    }

    private int WordStart(int from, int stop)
    {
        var start = stop;
        while (start > from && (char.IsLetterOrDigit(_text[start - 1]) || _text[start - 1] is '.' or '-' or '/' or '§' or 'º' or 'ª'))
        {
            start--;
            if (stop - start > LongestWord) return -1;
        }

        return start;
    }

    private bool StarterFollows(int next)
    {
        while (next < _text.Length && !char.IsLetterOrDigit(_text[next]) && !char.IsWhiteSpace(_text[next])) next++;
        var end = next;
        while (end < _text.Length && end - next < LongestWord && char.IsLetter(_text[end])) end++;
        var word = _text[next..end];
        if (word.IsEmpty || !char.IsUpper(word[0])) return false;
        Span<char> lower = stackalloc char[LongestWord];
        return abbreviations.IsStarter(lower[..word.ToLowerInvariant(lower)]);
    }
}
