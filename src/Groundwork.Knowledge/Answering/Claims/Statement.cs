using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>A text read for comparison with another: its words, numbers, dates, names, what it denies and which way it points. Read once, compared often.</summary>
internal sealed class Statement
{
    private const string ClauseMarks = ",;:—–()，；：、.";

    public Statement(string text, LanguageCode language)
    {
        Text = text;
        Language = language;
        Dates = DateReader.Read(text);
        Words = WordsOf(text, language, Dates);
        Content = Words.Where(w => !w.IsStopWord).SelectMany(w => w.Terms).ToHashSet(StringComparer.Ordinal);
        Quantities = QuantityReader.Read(WithoutDates(text, Dates), language);
        Names = [.. NameReader.Read(text, language).Where(name => !Dates.Any(date => date.Span.Overlaps(name.Span)))];
        Denials = Denial.Read(Words, language);
    }

    public string Text { get; }

    public LanguageCode Language { get; }

    public IReadOnlyList<StatementWord> Words { get; }

    /// <summary>Terms of the words that carry meaning.</summary>
    public HashSet<string> Content { get; }

    public IReadOnlyList<WrittenDate> Dates { get; }

    /// <summary>Numbers outside of dates.</summary>
    public IReadOnlyList<Quantity> Quantities { get; }

    public IReadOnlyList<WrittenName> Names { get; }

    public IReadOnlyList<Denial> Denials { get; }

    /// <summary>Where its single statements stand, once somebody asked (<see cref="Bindings"/>).</summary>
    public List<TextSpan>? Segments { get; set; }

    /// <summary>The words of a text in small letters.</summary>
    public static HashSet<string> WordsIn(string text) => WordSplitter.Split(text).Select(span => span.Of(text).ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);

    private static StatementWord[] WordsOf(string text, LanguageCode language, IReadOnlyList<WrittenDate> dates)
    {
        var terms = new List<Term>();
        new TextAnalyzer(language).Analyze(text, terms);
        var words = new List<StatementWord>();
        var (clause, before) = (0, 0);
        foreach (var word in terms.GroupBy(t => t.Span))
        {
            // The parts of an identifier stand within it.
            if (words.Count > 0 && words[^1].Span.Contains(word.Key)) continue;
            if (word.Key.Start > before && text.AsSpan(before, word.Key.Start - before).IndexOfAny(ClauseMarks) >= 0) clause++;
            before = Math.Max(before, word.Key.End);
            var surface = word.Key.Of(text).ToLowerInvariant();

            // The words of a date are compared as a date, not as words.
            var isCommon = word.All(t => t.IsStopWord) || dates.Any(date => date.Span.Overlaps(word.Key));
            words.Add(new StatementWord(surface, [.. word.Select(t => t.Text)], isCommon, word.Key, clause));
        }

        return [.. words];
    }

    private static string WithoutDates(string text, IReadOnlyList<WrittenDate> dates)
    {
        if (dates.Count == 0) return text;
        var blank = text.ToCharArray();
        foreach (var date in dates) blank.AsSpan(date.Span.Start, date.Span.Length).Fill(' ');
        return new string(blank);
    }
}
