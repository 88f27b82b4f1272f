using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>Takes blocks apart into what must not be cut further.</summary>
internal static class Atoms
{
    // What stands between two blocks is a token too.
    private const int LineBreak = 1;

    /// <summary>The atoms of some blocks, in order, covering everything but white space.</summary>
    /// <param name="document">The document.</param>
    /// <param name="blocks">Neighbouring blocks.</param>
    /// <param name="keepBlocks">They all fit into one chunk, so none has to be taken apart.</param>
    /// <param name="options">Sizes.</param>
    public static List<Atom> Of(Document document, IReadOnlyList<Block> blocks, bool keepBlocks, ChunkingOptions options)
    {
        var atoms = new List<Atom>(blocks.Count);
        foreach (var block in blocks)
        {
            var text = document.Text.AsSpan(block.Span.Start, block.Span.Length);
            var tokens = Math.Max(1, TokenEstimate.Of(text));
            var end = block.Kind == BlockKind.Heading ? CutPlace.HeadingAndText : text[^1] is ':' or '：' ? CutPlace.Announcement : CutPlace.Blocks;
            var limit = block.Kind switch { BlockKind.Table => options.MaxTableTokens, BlockKind.Code => options.MaxCodeTokens, _ => options.MaxTokens };
            var isWhole = keepBlocks || block.Kind is BlockKind.Heading or BlockKind.Table or BlockKind.Code;
            if (isWhole && tokens <= limit)
            {
                atoms.Add(new Atom(block.Span, tokens + LineBreak, end));
                continue;
            }

            var parts = block.Kind is BlockKind.Table or BlockKind.Code ? Lines(document.Text, block.Span) : Sentences(document, block.Span);
            for (var i = 0; i < parts.Count; i++)
                AddPart(atoms, document.Text, parts[i], i + 1 < parts.Count ? parts[i + 1].Start : block.Span.End, options.MaxTokens);
            atoms[^1] = atoms[^1] with { End = end };
        }

        return atoms;
    }

    // White space up to the next part counts with the part, so that sums come close to the piece they make.
    private static void AddPart(List<Atom> atoms, string text, TextSpan part, int next, int maxTokens)
    {
        if (TokenEstimate.Of(text.AsSpan(part.Start, part.Length)) <= maxTokens)
            atoms.Add(new Atom(part, Math.Max(1, TokenEstimate.Of(text.AsSpan(part.Start, next - part.Start))), CutPlace.Sentences));
        else
            atoms.AddRange(LongSentence.Cut(text, part, maxTokens));
    }

    private static List<TextSpan> Sentences(Document document, TextSpan block)
    {
        var sentences = new List<TextSpan>();
        foreach (var sentence in SentenceSplitter.Split(block.Of(document.Text), document.Language)) sentences.Add(sentence.Shift(block.Start));
        return sentences.Count > 0 ? sentences : [block];
    }

    private static List<TextSpan> Lines(string text, TextSpan block)
    {
        var lines = new List<TextSpan>();
        var start = block.Start;
        while (start < block.End)
        {
            var length = text.AsSpan(start, block.End - start).IndexOf('\n');
            var end = length < 0 ? block.End : start + length;
            if (!text.AsSpan(start, end - start).IsWhiteSpace()) lines.Add(TextSpan.FromBounds(start, end));
            start = end + 1;
        }

        return lines;
    }
}
