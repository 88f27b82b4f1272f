using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>Reads a model's draft: sentences, and the evidence each of them names as <c>[2]</c>, <c>[1, 3]</c> or <c>[2 "exact words"]</c>.</summary>
internal static partial class CitationReader
{
    /// <summary>Far more than any answer that is asked for; a server that streams without end is cut here.</summary>
    public const int MostCharacters = 1 << 15;

    /// <summary>The draft's sentences, in order. Any text is read; what looks like no citation stays text.</summary>
    public static IReadOnlyList<DraftClaim> Read(string draft)
    {
        if (draft.Length > MostCharacters) draft = draft[..MostCharacters];
        return [.. ReadPiece(draft, isFirst: true).Select(read => read.Claim)];
    }

    /// <summary>The sentences of a piece of a draft, each with the place in the piece where it ends, its markers included.</summary>
    /// <param name="piece">Begins at the start of the draft or behind the end of a sentence.</param>
    /// <param name="isFirst">Whether it begins the draft.</param>
    public static IReadOnlyList<(DraftClaim Claim, int End)> ReadPiece(string piece, bool isFirst)
    {
        var clean = new StringBuilder(piece.Length);
        var cuts = new List<Cut>();
        var from = 0;
        foreach (Match match in Marker().Matches(piece))
        {
            clean.Append(piece, from, match.Index - from);
            from = match.Index + match.Length;
            cuts.Add(new Cut(clean.Length, from, MarkersOf(match)));
        }

        clean.Append(piece, from, piece.Length - from);
        var text = clean.ToString();
        var sentences = SentenceSplitter.Split(text, LanguageDetector.Detect(text).Language);
        var claims = new List<(DraftClaim Claim, int End)>(sentences.Count);
        var next = 0;
        for (var i = 0; i < sentences.Count; i++)
        {
            // A marker belongs to the sentence it follows, whether it stands before or after the full stop.
            var limit = i + 1 < sentences.Count ? sentences[i + 1].Start : int.MaxValue;
            var own = new List<CitationMarker>();
            while (next < cuts.Count && cuts[next].At <= sentences[i].Start) next++;
            var end = sentences[i].End + (next > 0 ? cuts[next - 1].End - cuts[next - 1].At : 0);
            for (; next < cuts.Count && cuts[next].At <= limit; next++)
            {
                own.AddRange(cuts[next].Markers);
                end = cuts[next].End + Math.Max(0, sentences[i].End - cuts[next].At);
            }

            var before = text[(i == 0 ? 0 : sentences[i - 1].End)..sentences[i].Start];
            var sentence = SpaceBeforeEnd().Replace(Spaces().Replace(sentences[i].Of(text), " "), string.Empty);
            claims.Add((new DraftClaim(sentence, [.. own.Distinct()], !(isFirst && i == 0) && before.Contains('\n', StringComparison.Ordinal)), end));
        }

        return claims;
    }

    private static List<CitationMarker> MarkersOf(Match match)
    {
        var quote = match.Groups["quote"] is { Success: true, Length: > 0 } quoted ? quoted.Value : null;
        var markers = new List<CitationMarker>();
        foreach (Capture number in match.Groups["number"].Captures)
            if (int.TryParse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) markers.Add(new CitationMarker(value, quote));
        return markers;
    }

    [GeneratedRegex("""[ \t]?\[\s*(?<number>[1-9]\d{0,3})(?:\s*[,;]\s*(?<number>[1-9]\d{0,3}))*\s*(?:[:,]?\s*["“„«](?<quote>(?:[^\[\]]|\[[^\[\]]{0,80}\]){0,1000}?)["”“»])?\s*\]""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marker();

    // What a removed citation leaves before the full stop; "use .NET" keeps its space.
    [GeneratedRegex(@" (?=[.!?…]$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SpaceBeforeEnd();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    // Markers taken out of the piece: where in the text without markers, and where they end in the piece.
    private sealed record Cut(int At, int End, List<CitationMarker> Markers);
}
