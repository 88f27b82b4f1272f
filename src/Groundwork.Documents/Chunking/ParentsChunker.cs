using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// Small chunks to be searched, each with the larger span around it that an answer is given in its place. Both are cut along headings; a child
/// never crosses the border of its parent.
/// </summary>
internal sealed class ParentsChunker : IChunker
{
    private readonly ChunkingOptions _parent;
    private readonly ChunkingOptions _child;

    /// <summary>Makes a chunker.</summary>
    /// <param name="childTokens">No child is larger, but for a sentence with its heading.</param>
    /// <param name="parentTokens">No parent is larger, but for a sentence with its heading.</param>
    public ParentsChunker(int childTokens, int parentTokens)
    {
        _parent = Options(parentTokens);
        _child = Options(childTokens);
        Fingerprint = string.Create(CultureInfo.InvariantCulture, $"parents-1:{childTokens}:{parentTokens}");
    }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public ChunkingResult Split(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var chunks = new ChunkList(document, Fingerprint);
        foreach (var group in SectionGroups.Of(Section.AllOf(document), _parent))
        {
            var at = 0;
            foreach (var parent in Cut(document, group.Blocks, group.Tokens, _parent))
            {
                var tokens = TokenEstimate.Of(document.Text.AsSpan(parent.Start, parent.Length));
                foreach (var child in Cut(document, Within(group.Blocks, parent, ref at), tokens, _child)) chunks.Add(child, group.Headings, parent);
            }
        }

        return chunks.Result();
    }

    // Half of the size is the least, and a quarter is tiny: the proportions of the defaults.
    private static ChunkingOptions Options(int maxTokens) =>
        new() { MaxTokens = maxTokens, MinTokens = maxTokens / 2, TinyTokens = maxTokens / 4, MaxTableTokens = maxTokens, MaxCodeTokens = maxTokens };

    private static IEnumerable<TextSpan> Cut(Document document, IReadOnlyList<Block> blocks, int tokens, ChunkingOptions options) =>
        BalancedCuts.Spans(document.Text, Atoms.Of(document, blocks, keepBlocks: tokens <= options.MaxTokens, options), options);

    // The blocks of a parent; those at its ends may be parts. "at" moves on with the parents.
    private static List<Block> Within(IReadOnlyList<Block> blocks, TextSpan span, ref int at)
    {
        var within = new List<Block>();
        while (blocks[at].Span.End <= span.Start) at++;
        for (; at < blocks.Count && blocks[at].Span.Start < span.End; at++)
        {
            var block = blocks[at];
            within.Add(block with { Span = TextSpan.FromBounds(Math.Max(block.Span.Start, span.Start), Math.Min(block.Span.End, span.End)) });
            if (block.Span.End > span.End) break;
        }

        return within;
    }
}
