using Groundwork.Language.Words;

namespace Groundwork.Language;

/// <summary>Word segmentation after Unicode Standard Annex #29 (Unicode 15.0).</summary>
/// <remarks>
/// A word is a segment of UAX #29 that holds a letter or a number: <c>don't</c>, <c>3.14</c>, <c>snake_case</c> and <c>example.com</c>
/// are one word each, <c>SKU-4421</c> is two. UAX #29 leaves scripts without spaces to dictionaries and cuts them to single characters;
/// here neighbouring segments of one such script (Han with hiragana and katakana; Thai; Lao; Khmer; Myanmar) are returned as one run,
/// however long: <see cref="TextAnalyzer"/> makes character bigrams of it. Hangul is written with spaces and comes as words.
/// A surrogate pair is never cut. Time is linear in the length of the text.
/// </remarks>
public static class WordSplitter
{
    /// <summary>The words of a text: segments that hold a letter, digit or other word-like character, in order, not overlapping.</summary>
    /// <param name="text">Any text.</param>
    public static IReadOnlyList<TextSpan> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<TextSpan>();
        var scanner = new WordScanner(text);
        while (scanner.MoveNext()) words.Add(TextSpan.FromBounds(scanner.Start, scanner.End));
        return words;
    }
}
