using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// Cuts where the subject changes, told by the words: at the deepest valleys of lexical cohesion (<see cref="Cohesion"/>) that leave every chunk
/// between its least and its largest size. Headings have no say, but stay with their text.
/// </summary>
/// <param name="maxTokens">No chunk is larger, but for one sentence with its heading.</param>
/// <param name="minTokens">No chunk is smaller where it can be helped.</param>
internal sealed class SemanticChunker(int maxTokens, int minTokens) : IChunker
{
    // Depths lie within 0..2, so one missing token of a hundred weighs more than the best cut.
    private const double PriceOfSmallness = 200;
    private const double PriceOfHeading = 1000;

    private readonly ChunkingOptions _options = new() { MaxTokens = maxTokens, MaxTableTokens = maxTokens, MaxCodeTokens = maxTokens };

    /// <inheritdoc/>
    public string Fingerprint { get; } = string.Create(CultureInfo.InvariantCulture, $"semantic-1:{minTokens}-{maxTokens}:{TextAnalyzer.Fingerprint}");

    /// <inheritdoc/>
    public ChunkingResult Split(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var chunks = new ChunkList(document, Fingerprint);
        var paths = new HeadingPaths(document);
        var atoms = Atoms.Of(document, document.Blocks, keepBlocks: false, _options);
        var first = 0;
        foreach (var end in Ends(document, atoms))
        {
            var span = TextSpan.FromBounds(atoms[first].Span.Start, atoms[end - 1].Span.End);
            chunks.Add(span, paths.Above(span));
            first = end;
        }

        return chunks.Result();
    }

    // The greatest sum of depths, by dynamic programming; for each chunk the index behind its last atom.
    private List<int> Ends(Document document, List<Atom> atoms)
    {
        var count = atoms.Count;
        if (count == 0) return [];
        var sizes = new SliceSizes(document.Text, atoms);
        if (sizes.Fits(0, count, maxTokens)) return [count];
        var depths = Cohesion.DepthsOf(document, atoms, maxTokens / 2);
        var best = new double[count + 1];
        var start = new int[count + 1];
        for (var end = 1; end <= count; end++)
        {
            best[end] = double.NegativeInfinity;
            var tokens = 0;
            var isOneWithHeadings = true;
            for (var from = end - 1; from >= 0; from--)
            {
                tokens += atoms[from].Tokens;
                // A run of headings that is longer than two chunks is cut: each start is tried against each end.
                isOneWithHeadings &= from == end - 1 || (atoms[from].End == CutPlace.HeadingAndText && tokens - atoms[end - 1].Tokens <= 2 * maxTokens);
                if (!isOneWithHeadings && !sizes.Fits(from, end, maxTokens)) break;
                var candidate = best[from] + (from == 0 ? 0 : Gain(depths[from], atoms[from - 1].End)) - Missing(tokens);
                if (candidate <= best[end]) continue;
                best[end] = candidate;
                start[end] = from;
            }
        }

        var ends = new List<int>();
        for (var end = count; end > 0; end = start[end]) ends.Add(end);
        ends.Reverse();
        return ends;
    }

    private static double Gain(double depth, CutPlace place) => place switch
    {
        CutPlace.HeadingAndText => depth - PriceOfHeading,
        CutPlace.Words => depth - 2,
        _ => depth,
    };

    private double Missing(int tokens) => tokens >= minTokens ? 0 : PriceOfSmallness * (minTokens - tokens) / minTokens;
}
