using Groundwork.Language;

namespace Groundwork.Knowledge.Answering.Claims;

/// <summary>
/// What a value is said of. A text is cut into segments of one statement each: at marks and joining words, at line ends, and so that a piece without a value goes with the next one that has one
/// ("The paid plan, which has support, allows 100"). A value in a claim is of another thing where the text says the claim's own words of a different value, and other words of this one.
/// </summary>
internal static class Bindings
{
    private static readonly HashSet<string> Joining = new(StringComparer.Ordinal)
    {
        "and", "but", "or", "while", "whereas", "versus", "vs", "und", "aber", "oder", "während", "y", "e", "pero", "mientras", "et", "mais", "ou", "tandis", "ma", "mentre", "enquanto", "en", "maar", "terwijl", "и", "а", "но",
    };

    /// <summary>Whether everything that says the value says it of something else.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="value">Where the value stands in it.</param>
    /// <param name="text">The text that shall carry it.</param>
    /// <param name="same">Where the text says the same value.</param>
    /// <param name="others">Where it says other values of that kind.</param>
    public static bool IsOfAnother(Statement claim, TextSpan value, Statement text, IReadOnlyList<TextSpan> same, IReadOnlyList<TextSpan> others)
    {
        if (others.Count == 0) return false;
        var wanted = Around(claim, value);
        if (wanted.Count == 0) return false;
        var rivals = others.Select(other => Around(text, other)).ToArray();
        return same.All(place =>
        {
            var here = Around(text, place);
            // A word of its own that the claim does not have: "free" where the claim says "paid".
            return here.Any(word => !claim.Words.Any(word.Shares)) && Array.Exists(rivals, rival => Only(wanted, rival, here) is > 0 and var elsewhere && elsewhere >= Only(wanted, here, rival));
        });
    }

    // How many of the words stand in one segment and not in the other.
    private static int Only(List<StatementWord> wanted, List<StatementWord> one, List<StatementWord> other) => wanted.Count(word => one.Exists(word.Shares) && !other.Exists(word.Shares));

    // The words that say something of the value: those of its segment.
    private static List<StatementWord> Around(Statement statement, TextSpan value)
    {
        var segments = statement.Segments ??= Cut(statement);
        var at = segments.FindIndex(segment => segment.Overlaps(value));
        if (at < 0) return [];
        return [.. statement.Words.Where(word => !word.IsStopWord && word.Span.Overlaps(segments[at]) && !word.Span.Overlaps(value) && char.IsLetter(word.Surface[0]))];
    }

    private static List<TextSpan> Cut(Statement statement)
    {
        TextSpan[] values = [.. statement.Quantities.Select(q => q.Span).Concat(statement.Dates.Select(d => d.Span)).OrderBy(s => s.Start)];
        var segments = new List<TextSpan>();
        var (start, hasValue) = (0, false);
        for (var i = 0; i < statement.Words.Count; i++)
        {
            var word = statement.Words[i];
            var from = i == 0 ? 0 : statement.Words[i - 1].Span.End;
            if (word.Span.Start < from) continue;
            var isInside = Array.Exists(values, v => v.Start < word.Span.Start && v.End > from && v.Start < from);
            var (ends, mayEnd) = isInside ? (false, false) : Break(statement.Text.AsSpan(from, word.Span.Start - from));
            mayEnd |= Joining.Contains(word.Surface);
            if (ends || (mayEnd && hasValue))
            {
                segments.Add(TextSpan.FromBounds(start, word.Span.Start));
                (start, hasValue) = (word.Span.Start, false);
            }

            hasValue |= Array.Exists(values, v => v.Overlaps(word.Span));
        }

        segments.Add(TextSpan.FromBounds(start, statement.Text.Length));
        return segments;
    }

    private static (bool Ends, bool MayEnd) Break(ReadOnlySpan<char> gap)
    {
        var stop = gap.IndexOfAny(".!?。！？");
        var ends = gap.Contains('\n') || gap.IndexOfAny("。！？；") >= 0 || (stop >= 0 && stop + 1 < gap.Length && char.IsWhiteSpace(gap[stop + 1]));
        return (ends, gap.IndexOfAny(",;:–—，、") >= 0);
    }
}
