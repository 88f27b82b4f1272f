using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// Chunks of one size, whatever they hold, each repeating the end of the one before. Cuts lie between words where there is a space near,
/// else between characters.
/// </summary>
/// <param name="sizeTokens">No chunk is larger; all but the last are nearly as large.</param>
/// <param name="overlapTokens">Most that two neighbours share.</param>
internal sealed class TokensChunker(int sizeTokens, int overlapTokens) : IChunker
{
    // A cut goes back to a space when that costs at most this share of the chunk.
    private const double MostGivenUp = 0.25;

    /// <inheritdoc/>
    public string Fingerprint { get; } = string.Create(CultureInfo.InvariantCulture, $"tokens-1:{sizeTokens}:{overlapTokens}");

    /// <inheritdoc/>
    public ChunkingResult Split(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = document.Text;
        var paths = new HeadingPaths(document);
        var chunks = new ChunkList(document, Fingerprint);
        for (int? start = 0; start is { } from;)
        {
            var words = Ahead(text, from);
            if (words.Count == 0) break;
            var packing = new Packing(text, words);
            var end = packing.EndOf(0, sizeTokens);
            if (end < words.Count) end = BackToSpace(words, end);
            var span = packing.Slice(0, end);
            chunks.Add(span, paths.Above(span));
            start = end < words.Count ? words[NextOf(packing, words, end)].Span.Start : null;
        }

        return chunks.Result();
    }

    // Only as many words as a chunk may hold: those of a whole text would fill the memory.
    private List<Atom> Ahead(string text, int from)
    {
        var words = new List<Atom>();
        var tokens = 0L;
        foreach (var word in LongSentence.Words(text, TextSpan.FromBounds(from, text.Length)))
        {
            words.Add(word);
            tokens += word.Tokens;
            if (tokens > Packing.Reach(sizeTokens)) break;
        }

        return words;
    }

    private static int BackToSpace(List<Atom> words, int end)
    {
        for (var at = end; at > end * (1 - MostGivenUp) && at > 0; at--)
            if (words[at - 1].Span.End < words[at].Span.Start) return at;
        return end;
    }

    // The overlap begins at a word where one begins in it, and never at the chunk's own first word.
    private int NextOf(Packing packing, List<Atom> words, int end)
    {
        if (overlapTokens == 0) return end;
        var first = Math.Max(1, packing.StartOf(end, overlapTokens));
        for (var at = first; at < end; at++)
            if (words[at - 1].Span.End < words[at].Span.Start) return at;
        return first;
    }
}
