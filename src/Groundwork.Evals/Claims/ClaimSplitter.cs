using Groundwork.Evals.Scoring.Answers;
using Groundwork.Language;

namespace Groundwork.Evals.Claims;

/// <summary>Cuts texts into statements that stand for themselves: sentences, and the parts of a sentence between semicolons.</summary>
internal static class ClaimSplitter
{
    /// <summary>Names the rules.</summary>
    public const string Rules = "split-2";

    /// <summary>A part shorter than this stays with its sentence.</summary>
    private const int ShortestPart = 20;

    /// <summary>What is left of a sentence beside a named claim states something from here on.</summary>
    private const int FewestWordsOfRemainder = 3;

    /// <summary>The statements of an answer: those it names, in order, and all else of its sentences that needs support.</summary>
    /// <remarks>A named claim of one word stands for its sentence: a word states nothing. One that lies within another is part of it, with its citations.</remarks>
    /// <returns>Null when a claim lies outside the answer.</returns>
    public static IReadOnlyList<SplitClaim>? Of(Observation observation)
    {
        var text = observation.Text;
        if ((observation.Claims ?? []).Any(claim => !claim.Span.IsWithin(text.Length) || claim.Span.IsEmpty)) return null;
        var sentences = SentenceSplitter.Split(text, LanguageDetector.Detect(text).Language).ToList();
        var named = Merged([.. (observation.Claims ?? []).Select(claim => new SplitClaim(IsOneWord(claim.Span.Of(text)) ? SentenceOf(claim.Span, sentences) : claim.Span, claim.Citations))]);
        var claims = new List<SplitClaim>(named);
        foreach (var part in sentences.SelectMany(sentence => Parts(text, sentence)).ToList())
            foreach (var rest in Uncovered(text, part, named))
                if (AnswerSigns.NeedsSupport(rest.Of(text))) claims.Add(new SplitClaim(rest, []));
        return Ordered(claims);
    }

    private static List<SplitClaim> Ordered(IEnumerable<SplitClaim> claims) => [.. claims.OrderBy(claim => claim.Span.Start).ThenBy(claim => claim.Span.End)];

    // Outer spans come before those within them.
    private static List<SplitClaim> Merged(IReadOnlyList<SplitClaim> claims)
    {
        var merged = new List<SplitClaim>();
        foreach (var claim in claims.OrderBy(claim => claim.Span.Start).ThenByDescending(claim => claim.Span.End))
        {
            if (merged.Count > 0 && claim.Span.End <= merged[^1].Span.End) merged[^1] = merged[^1] with { Citations = [.. merged[^1].Citations, .. claim.Citations] };
            else merged.Add(claim);
        }

        return merged;
    }

    private static TextSpan SentenceOf(TextSpan span, List<TextSpan> sentences)
    {
        var at = sentences.FindIndex(sentence => sentence.Start <= span.Start && span.End <= sentence.End);
        return at < 0 ? span : sentences[at];
    }

    // Scripts without blanks have about two characters to a word.
    private static bool IsOneWord(string text)
    {
        var characters = text.EnumerateRunes().Count(BlanklessScripts.Contains);
        return characters == 0 ? text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length < 2 : characters < 3;
    }

    /// <summary>What no claim covers; a whole part, or a remainder that is long enough to state something.</summary>
    private static IEnumerable<TextSpan> Uncovered(string text, TextSpan part, List<SplitClaim> claims)
    {
        var at = part.Start;
        foreach (var claim in claims.Where(claim => claim.Span.Start < part.End && claim.Span.End > part.Start))
        {
            if (claim.Span.Start > at && Remainder(text, at, claim.Span.Start) is { } before) yield return before;
            at = Math.Max(at, claim.Span.End);
        }

        if (at == part.Start) yield return part;
        else if (at < part.End && Remainder(text, at, part.End) is { } after) yield return after;
    }

    private static TextSpan? Remainder(string text, int start, int end)
    {
        while (start < end && !char.IsLetterOrDigit(text[start])) start++;
        var span = Trimmed(text, start, end);
        var words = text[span.Start..span.End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return words >= FewestWordsOfRemainder || text[span.Start..span.End].EnumerateRunes().Count(BlanklessScripts.Contains) >= 2 * FewestWordsOfRemainder ? span : null;
    }

    /// <summary>The statements of the reference; null when there is none: neither statements nor a text.</summary>
    public static IReadOnlyList<string>? OfReference(Expectation expected)
    {
        List<string>? given = expected.ReferenceClaims?.Where(claim => !string.IsNullOrWhiteSpace(claim)).ToList();
        if (string.IsNullOrWhiteSpace(expected.Reference)) return given is { Count: > 0 } ? given : null;
        if (given is not null) return given;
        return [.. Split(expected.Reference).Select(span => span.Of(expected.Reference))];
    }

    /// <summary>The statements of a text that need support.</summary>
    public static IEnumerable<TextSpan> Split(string text)
    {
        foreach (var sentence in SentenceSplitter.Split(text, LanguageDetector.Detect(text).Language))
            foreach (var part in Parts(text, sentence))
                if (AnswerSigns.NeedsSupport(part.Of(text))) yield return part;
    }

    private static IEnumerable<TextSpan> Parts(string text, TextSpan sentence)
    {
        var start = AfterBullet(text, sentence);
        for (var at = start; at < sentence.End; at++)
        {
            if (text[at] is not (';' or '；') || at - start < ShortestPart || sentence.End - at <= ShortestPart) continue;
            yield return Trimmed(text, start, at);
            start = at + 1;
        }

        yield return Trimmed(text, start, sentence.End);
    }

    // A mark is one of a list or a heading only when a blank follows: "-5 °C" and "#1" begin with no bullet.
    private static int AfterBullet(string text, TextSpan sentence)
    {
        var at = sentence.Start;
        while (true)
        {
            while (at < sentence.End && char.IsWhiteSpace(text[at])) at++;
            var end = at;
            while (end < sentence.End && (text[end] is '-' or '*' or '•' or '–' or '#')) end++;
            if (end == at || end >= sentence.End || !char.IsWhiteSpace(text[end])) return at < sentence.End ? at : sentence.Start;
            at = end;
        }
    }

    private static TextSpan Trimmed(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return TextSpan.FromBounds(start, end);
    }
}
