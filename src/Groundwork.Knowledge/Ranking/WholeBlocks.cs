using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Ranking;

/// <summary>The span that holds a span and ends with something whole: the list that it cuts, else the block, else the sentence.</summary>
internal static class WholeBlocks
{
    // About 250 tokens on each side: more would crowd out other evidence.
    private const int MostAdded = 1000;

    /// <summary>The span itself where it cuts nothing, and on the side where completing even a sentence would add too much.</summary>
    public static TextSpan Around(TextSpan span, Document document)
    {
        var blocks = document.Blocks;
        if (span.Length == 0 || span.End > document.Text.Length) return span;
        var first = FirstEndingAfter(blocks, span.Start);
        var last = FirstEndingAfter(blocks, span.End - 1);
        var start = first < blocks.Count && blocks[first].Span.Start < span.End ? StartOf(span.Start, first, document) : span.Start;
        var end = last < blocks.Count && blocks[last].Span.Start < span.End ? EndOf(span.End, last, document) : span.End;
        return TextSpan.FromBounds(start, end);
    }

    private static int StartOf(int start, int at, Document document)
    {
        var blocks = document.Blocks;
        var list = at;
        while (list > 0 && IsList(blocks, list) && IsList(blocks, list - 1)) list--;
        if (start - blocks[list].Span.Start <= MostAdded) return Math.Min(start, blocks[list].Span.Start);
        if (start - blocks[at].Span.Start <= MostAdded) return Math.Min(start, blocks[at].Span.Start);
        return SentenceAt(start, blocks[at], document) is { } sentence && start - sentence.Start <= MostAdded ? Math.Min(start, sentence.Start) : start;
    }

    private static int EndOf(int end, int at, Document document)
    {
        var blocks = document.Blocks;
        var list = at;
        while (list + 1 < blocks.Count && IsList(blocks, list) && IsList(blocks, list + 1)) list++;
        if (blocks[list].Span.End - end <= MostAdded) return Math.Max(end, blocks[list].Span.End);
        if (blocks[at].Span.End - end <= MostAdded) return Math.Max(end, blocks[at].Span.End);
        return SentenceAt(end - 1, blocks[at], document) is { } sentence && sentence.End - end <= MostAdded ? Math.Max(end, sentence.End) : end;
    }

    // Tables and code have no sentences.
    private static TextSpan? SentenceAt(int place, Block block, Document document)
    {
        if (block.Kind is not (BlockKind.Paragraph or BlockKind.ListItem) || place < block.Span.Start) return null;
        foreach (var sentence in SentenceSplitter.Split(block.Span.Of(document.Text), document.Language))
            if (block.Span.Start + sentence.End > place) return new TextSpan(block.Span.Start + sentence.Start, sentence.Length);
        return null;
    }

    private static bool IsList(IReadOnlyList<Block> blocks, int at) => blocks[at].Kind == BlockKind.ListItem;

    // Blocks ascend: binary search for the first that ends after a place.
    private static int FirstEndingAfter(IReadOnlyList<Block> blocks, int place)
    {
        var (low, high) = (0, blocks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (blocks[middle].Span.End <= place) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
