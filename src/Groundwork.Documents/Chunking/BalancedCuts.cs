using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// Chooses where to cut a sequence of atoms: the least sum, over all pieces, of the squared relative distance from an even size plus the
/// price of the place. Dynamic programming as for breaking paragraphs into lines (Knuth and Plass 1981); work grows with
/// atoms × atoms per piece.
/// </summary>
internal static class BalancedCuts
{
    /// <summary>The pieces, in order.</summary>
    public static IEnumerable<TextSpan> Spans(string text, List<Atom> atoms, ChunkingOptions options)
    {
        var first = 0;
        foreach (var end in Ends(text, atoms, options))
        {
            yield return TextSpan.FromBounds(atoms[first].Span.Start, atoms[end - 1].Span.End);
            first = end;
        }
    }

    /// <summary>For each piece the index behind its last atom, ascending; the last is the number of atoms.</summary>
    private static List<int> Ends(string text, List<Atom> atoms, ChunkingOptions options)
    {
        var count = atoms.Count;
        if (count == 0) return [];
        var total = 0L;
        foreach (var atom in atoms) total += atom.Tokens;
        var sizes = new SliceSizes(text, atoms);
        if (total <= options.MaxTokens && sizes.Fits(0, count, options.MaxTokens)) return [count];

        var even = (double)total / Math.Max(2, (total + options.MaxTokens - 1) / options.MaxTokens);
        var cost = new double[count + 1];
        var start = new int[count + 1];
        for (var end = 1; end <= count; end++)
        {
            cost[end] = double.PositiveInfinity;
            var tokens = 0;
            var isOneWithHeadings = true;
            for (var from = end - 1; from >= 0; from--)
            {
                tokens += atoms[from].Tokens;
                // One atom with its headings may pass the limit: a whole table, or a sentence just below it. A run of headings longer than two chunks is cut, or the work would grow with its square.
                isOneWithHeadings &= from == end - 1 || (atoms[from].End == CutPlace.HeadingAndText && tokens - atoms[end - 1].Tokens <= 2 * options.MaxTokens);
                if (!isOneWithHeadings && !sizes.Fits(from, end, options.MaxTokens)) break;
                var candidate = cost[from] + Shape(tokens, even, options) + (end < count ? Price(atoms[end - 1].End) : 0);
                if (candidate >= cost[end]) continue;
                cost[end] = candidate;
                start[end] = from;
            }
        }

        var ends = new List<int>();
        for (var end = count; end > 0; end = start[end]) ends.Add(end);
        ends.Reverse();
        return ends;
    }

    private static double Shape(int tokens, double even, ChunkingOptions options)
    {
        var distance = (tokens - even) / even;
        var missing = options.MinTokens > tokens ? (double)(options.MinTokens - tokens) / options.MinTokens : 0;
        return (distance * distance) + (missing * missing);
    }

    // A piece of half the even size costs about as much as one cut inside a block.
    private static double Price(CutPlace place) => place switch
    {
        CutPlace.Blocks => 0,
        CutPlace.Announcement => 0.15,
        CutPlace.Sentences => 0.25,
        CutPlace.Words => 0.5,
        _ => 10,
    };
}
