using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// Cuts one overlong sentence into pieces of even size, at the end of a clause where one is near, else between words, else between
/// grapheme clusters (Unicode Standard Annex #29). Linear in the length of the sentence.
/// </summary>
internal static class LongSentence
{
    // A run of characters without blanks is looked at in steps of this many code units.
    private const int StepLength = 16;

    // A cluster beyond this is no character that anybody reads; it is cut between code points.
    private const int MaxClusterLength = 256;

    // Inside one endless word every few letters are a token, while each step alone would pass for a short word.
    private const int LettersPerPiece = 3;

    // A clause may end a piece this much short of its even size.
    private const double ClauseShare = 0.6;

    private const string ClauseEnds = ",;:،؛、，；：—–";

    public static List<Atom> Cut(string text, TextSpan sentence, int maxTokens)
    {
        var runs = Runs(text, sentence).ToList();
        var total = 0L;
        foreach (var run in runs) total += run.Tokens;
        var even = (double)total / ((total + maxTokens - 1) / maxTokens);

        var atoms = new List<Atom>();
        int first = 0, clause = -1, tokens = 0, clauseTokens = 0;
        for (var i = 0; i < runs.Count; i++)
        {
            if (i > first && (tokens >= even || Measured(first, i, tokens + runs[i].Tokens) > maxTokens))
            {
                var end = clause > first && clauseTokens >= even * ClauseShare ? clause : i;
                Add(first, end);
                tokens -= end == clause ? clauseTokens : tokens;
                first = end;
                clause = -1;
            }

            tokens += runs[i].Tokens;
            if (!runs[i].EndsClause) continue;
            clause = i + 1;
            clauseTokens = tokens;
        }

        Add(first, runs.Count);
        return atoms;

        // A sum of estimates rounds each of them: near the limit the piece itself is measured.
        int Measured(int from, int last, int sum)
        {
            if (sum < maxTokens - (maxTokens / 4)) return sum;
            var end = last + 1 < runs.Count ? runs[last + 1].Start : sentence.End;
            return TokenEstimate.Of(text.AsSpan(runs[from].Start, end - runs[from].Start));
        }

        void Add(int from, int to)
        {
            var piece = Trimmed(text, TextSpan.FromBounds(runs[from].Start, to < runs.Count ? runs[to].Start : sentence.End));
            if (!piece.IsEmpty) atoms.Add(new Atom(piece, Math.Max(1, TokenEstimate.Of(text.AsSpan(piece.Start, piece.Length))), CutPlace.Words));
        }
    }

    /// <summary>The words of a part of a text, and pieces of long ones, one by one. A cut between two of them never parts a character.</summary>
    public static IEnumerable<Atom> Words(string text, TextSpan part)
    {
        var before = new Atom(new TextSpan(part.Start, 0), 0, CutPlace.Words);
        foreach (var run in Runs(text, part))
        {
            if (Trimmed(text, TextSpan.FromBounds(before.Span.Start, run.Start)) is { IsEmpty: false } word) yield return before with { Span = word };
            before = new Atom(new TextSpan(run.Start, 0), run.Tokens, CutPlace.Words);
        }

        if (Trimmed(text, TextSpan.FromBounds(before.Span.Start, part.End)) is { IsEmpty: false } last) yield return before with { Span = last };
    }

    private static TextSpan Trimmed(string text, TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        while (end > start && char.IsWhiteSpace(text[end - 1])) end--;
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        return TextSpan.FromBounds(start, end);
    }

    private static IEnumerable<(int Start, int Tokens, bool EndsClause)> Runs(string text, TextSpan sentence)
    {
        var start = sentence.Start;
        var at = start;
        while (at < sentence.End)
        {
            // Looking no further than a cluster may go keeps a run of endless combining marks linear.
            var length = StringInfo.GetNextTextElementLength(text.AsSpan(at, Math.Min(sentence.End - at, MaxClusterLength + 1)));
            if (length > MaxClusterLength) length = char.IsHighSurrogate(text[at]) ? 2 : 1;
            var last = text[at];
            at += length;
            var isBlank = char.IsWhiteSpace(last);
            var endsClause = ClauseEnds.Contains(last, StringComparison.Ordinal);
            if (!isBlank && !endsClause && at - start < StepLength && at < sentence.End) continue;
            // White space alone has no content and still is a token where it is more than the space before a word.
            yield return (start, Math.Max(TokenEstimate.Of(text.AsSpan(start, at - start)), Math.Max(1, (at - start) / LettersPerPiece)), endsClause);
            start = at;
        }
    }
}
