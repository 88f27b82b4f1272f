using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Groundwork.Language;

namespace Groundwork.Knowledge.Answering;

/// <summary>Reads a model's draft: sentences, and the evidence each of them names as <c>[2]</c>, <c>[1, 3]</c> or <c>[2 "exact words"]</c>.</summary>
internal static partial class CitationReader
{
    // Far more than any answer that is asked for; a server that streams without end is cut here.
    private const int MostCharacters = 1 << 15;

    /// <summary>The draft's sentences, in order. Any text is read; what looks like no citation stays text.</summary>
    public static IReadOnlyList<DraftClaim> Read(string draft)
    {
        if (draft.Length > MostCharacters) draft = draft[..MostCharacters];
        var clean = new StringBuilder(draft.Length);
        var markers = new List<(int At, CitationMarker Marker)>();
        var from = 0;
        foreach (Match match in Marker().Matches(draft))
        {
            clean.Append(draft, from, match.Index - from);
            from = match.Index + match.Length;
            var quote = match.Groups["quote"] is { Success: true, Length: > 0 } quoted ? quoted.Value : null;
            foreach (Capture number in match.Groups["number"].Captures)
                if (int.TryParse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                    markers.Add((clean.Length, new CitationMarker(value, quote)));
        }

        clean.Append(draft, from, draft.Length - from);
        return Claims(clean.ToString(), markers);
    }

    private static List<DraftClaim> Claims(string text, List<(int At, CitationMarker Marker)> markers)
    {
        var sentences = SentenceSplitter.Split(text, LanguageDetector.Detect(text).Language);
        var claims = new List<DraftClaim>(sentences.Count);
        for (var i = 0; i < sentences.Count; i++)
        {
            // A marker belongs to the sentence it follows, whether it stands before or after the full stop.
            var next = i + 1 < sentences.Count ? sentences[i + 1].Start : int.MaxValue;
            var own = markers.Where(m => m.At > sentences[i].Start && m.At <= next).Select(m => m.Marker).Distinct().ToArray();
            var before = i == 0 ? string.Empty : text[sentences[i - 1].End..sentences[i].Start];
            var sentence = SpaceBeforeEnd().Replace(Spaces().Replace(sentences[i].Of(text), " "), string.Empty);
            claims.Add(new DraftClaim(sentence, own, before.Contains('\n', StringComparison.Ordinal)));
        }

        return claims;
    }

    [GeneratedRegex("""[ \t]?\[\s*(?<number>[1-9]\d{0,3})(?:\s*[,;]\s*(?<number>[1-9]\d{0,3}))*\s*(?:[:,]?\s*["“„«](?<quote>(?:[^\[\]]|\[[^\[\]]{0,80}\]){0,1000}?)["”“»])?\s*\]""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marker();

    // What a removed citation leaves before the full stop; "use .NET" keeps its space.
    [GeneratedRegex(@" (?=[.!?…]$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SpaceBeforeEnd();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
