using Groundwork.Language;

namespace Groundwork.Evals.Claims;

/// <summary>Cuts texts into statements that stand for themselves: sentences, and the parts of a sentence between semicolons.</summary>
internal static class ClaimSplitter
{
    /// <summary>Names the rules.</summary>
    public const string Rules = "split-1";

    /// <summary>A part shorter than this stays with its sentence.</summary>
    private const int ShortestPart = 20;

    /// <summary>The statements of an answer: those it names, in order, and every sentence outside them that needs support.</summary>
    /// <returns>Null when a claim lies outside the answer.</returns>
    public static IReadOnlyList<SplitClaim>? Of(Observation observation)
    {
        var claims = new List<SplitClaim>();
        var places = new Dictionary<TextSpan, int>();
        foreach (var claim in observation.Claims ?? [])
        {
            if (!claim.Span.IsWithin(observation.Text.Length) || claim.Span.IsEmpty) return null;
            // The same words named twice are one statement with the citations of both.
            if (places.TryGetValue(claim.Span, out var same))
            {
                claims[same] = new SplitClaim(claim.Span, [.. claims[same].Citations, .. claim.Citations]);
                continue;
            }

            places.Add(claim.Span, claims.Count);
            claims.Add(new SplitClaim(claim.Span, claim.Citations));
        }

        claims = [.. claims.OrderBy(claim => claim.Span.Start).ThenBy(claim => claim.Span.End)];
        var named = claims.ConvertAll(claim => claim.Span);
        var next = 0;
        var furthest = 0;
        foreach (var span in Split(observation.Text))
        {
            while (next < named.Count && named[next].Start < span.End) furthest = Math.Max(furthest, named[next++].End);
            if (furthest <= span.Start) claims.Add(new SplitClaim(span, []));
        }

        return [.. claims.OrderBy(claim => claim.Span.Start).ThenBy(claim => claim.Span.End)];
    }

    /// <summary>The statements of the reference; null when there is none.</summary>
    public static IReadOnlyList<string>? OfReference(Expectation expected)
    {
        if (expected.ReferenceClaims is { } given) return [.. given.Where(claim => !string.IsNullOrWhiteSpace(claim))];
        if (string.IsNullOrWhiteSpace(expected.Reference)) return null;
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

    private static int AfterBullet(string text, TextSpan sentence)
    {
        var at = sentence.Start;
        while (at < sentence.End && (text[at] is '-' or '*' or '•' or '–' or '#' || char.IsWhiteSpace(text[at]))) at++;
        return at < sentence.End ? at : sentence.Start;
    }

    private static TextSpan Trimmed(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        return TextSpan.FromBounds(start, end);
    }
}
