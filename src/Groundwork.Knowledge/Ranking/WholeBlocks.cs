using Groundwork.Documents;
using Groundwork.Language;

namespace Groundwork.Knowledge.Ranking;

/// <summary>The span that holds a span and ends with whole blocks: sentences, tables and lists that it cuts are completed.</summary>
internal static class WholeBlocks
{
    // About 250 tokens on each side: more would crowd out other evidence.
    private const int MostAdded = 1000;

    /// <summary>The span itself where it cuts nothing, and on the side where completing it would add too much.</summary>
    public static TextSpan Around(TextSpan span, Document document)
    {
        var blocks = document.Blocks;
        var (start, end) = (span.Start, span.End);
        if (span.Length == 0 || end > document.Text.Length) return span;
        var first = FirstEndingAfter(blocks, start);
        if (first < blocks.Count)
        {
            var from = Math.Min(start, blocks[first].Span.Start);
            for (; first > 0 && IsList(blocks, first) && IsList(blocks, first - 1); first--) from = blocks[first - 1].Span.Start;
            if (start - from <= MostAdded) start = Math.Min(start, from);
        }

        var last = FirstEndingAfter(blocks, end - 1);
        if (last < blocks.Count && blocks[last].Span.Start < end)
        {
            var to = Math.Max(end, blocks[last].Span.End);
            for (; last + 1 < blocks.Count && IsList(blocks, last) && IsList(blocks, last + 1); last++) to = blocks[last + 1].Span.End;
            if (to - end <= MostAdded) end = Math.Max(end, to);
        }

        return TextSpan.FromBounds(start, end);
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
