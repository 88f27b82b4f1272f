using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Knowledge.Understanding;

/// <summary>The words of a text that say what it is about, in its own language: stems to tell them apart, and the words as they are written.</summary>
internal static class ContentWords
{
    /// <summary>The words of a text in order; a repeated one stands repeatedly.</summary>
    public static List<(string Stem, string Written)> Of(string text, LanguageCode language)
    {
        var terms = new List<Term>();
        new TextAnalyzer(language).Analyze(text, terms);
        var words = new List<(string, string)>(terms.Count);
        var reached = default(TextSpan);
        foreach (var term in terms)
        {
            // The parts of an identifier lie within it.
            if (term.Span.Length < reached.Length && term.Span.End <= reached.End) continue;
            reached = term.Span;
            if (!term.IsStopWord) words.Add((term.Text, term.Span.Of(text)));
        }

        return words;
    }

    /// <summary>The beginning of a text, not cut within a pair of surrogates.</summary>
    public static string Head(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>Some weighted words for people.</summary>
    public static string List(IEnumerable<WeightedText> words) => string.Join(", ", words.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.Text} ({w.Weight:0.##})")));
}
