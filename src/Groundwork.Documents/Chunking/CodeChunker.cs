using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// Cuts source code by definition: a block of code with an <see cref="Block.Anchor"/> begins a definition, its <see cref="Block.Level"/> is the nesting
/// depth. Small neighbours inside one definition share a chunk; a large one is cut at blank lines, else between lines, the less indented the better.
/// The names of the definitions around a chunk are its headings. A document without definitions is cut along headings.
/// </summary>
internal sealed class CodeChunker : IChunker
{
    private readonly ChunkingOptions _options;

    /// <summary>Makes a chunker.</summary>
    /// <param name="maxTokens">No chunk is larger.</param>
    /// <param name="minTokens">A definition below this may share a chunk with its neighbour.</param>
    public CodeChunker(int maxTokens, int minTokens)
    {
        _options = new ChunkingOptions { MaxTokens = maxTokens, MinTokens = minTokens, TinyTokens = minTokens, MaxTableTokens = maxTokens, MaxCodeTokens = maxTokens };
        Fingerprint = string.Create(CultureInfo.InvariantCulture, $"code-1:{minTokens}-{maxTokens}");
    }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public ChunkingResult Split(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var chunks = new ChunkList(document, Fingerprint);
        var hasDefinitions = document.Blocks.Any(BeginsDefinition);
        foreach (var group in SectionGroups.Of(hasDefinitions ? Definitions(document) : Section.AllOf(document), _options))
            foreach (var span in BalancedCuts.Spans(document.Text, AtomsOf(document, group), _options))
                chunks.Add(span, group.Headings);
        return chunks.Result();
    }

    private static bool BeginsDefinition(Block block) => block is { Kind: BlockKind.Code, Anchor.Length: > 0 };

    private static List<Section> Definitions(Document document)
    {
        var sections = new List<Section>();
        var path = new List<(int Level, string Anchor, string Name)>();
        var blocks = new List<Block>();
        foreach (var block in document.Blocks)
        {
            if (BeginsDefinition(block))
            {
                Finish();
                var level = Math.Max(1, block.Level);
                path.RemoveAll(around => around.Level >= level);
                path.Add((level, block.Anchor!, path.Count == 0 ? block.Anchor! : WithoutOuter(block.Anchor!, path[^1].Anchor)));
            }

            blocks.Add(block);
        }

        Finish();
        return sections;

        void Finish()
        {
            if (blocks.Count == 0) return;
            var tokens = TokenEstimate.Of(document.Text.AsSpan(blocks[0].Span.Start, blocks[^1].Span.End - blocks[0].Span.Start));
            sections.Add(new Section(path.Count == 0 ? 0 : path[^1].Level, [.. path.Select(around => around.Name)], [.. blocks], tokens, HasText: true));
            blocks.Clear();
        }
    }

    // Foo.Bar inside Foo is Bar, and so is Foo::Bar.
    private static string WithoutOuter(string anchor, string outer)
    {
        if (!anchor.StartsWith(outer, StringComparison.Ordinal)) return anchor;
        var inner = anchor.AsSpan(outer.Length).TrimStart(".:#/");
        return inner.IsEmpty || inner.Length == anchor.Length - outer.Length ? anchor : inner.ToString();
    }

    private List<Atom> AtomsOf(Document document, SectionGroup group)
    {
        if (group.Tokens <= _options.MaxTokens) return Atoms.Of(document, group.Blocks, keepBlocks: true, _options);
        var atoms = new List<Atom>();
        foreach (var block in group.Blocks)
        {
            var pieces = Atoms.Of(document, [block], keepBlocks: false, _options);
            if (block.Kind == BlockKind.Code)
                for (var i = 0; i + 1 < pieces.Count; i++)
                    pieces[i] = pieces[i] with { End = PlaceBetween(document.Text, pieces[0].Span, pieces[i], pieces[i + 1]) };
            atoms.AddRange(pieces);
        }

        return atoms;
    }

    // The lines of a definition's own body are its statements; deeper ones are parts of a statement.
    private static CutPlace PlaceBetween(string text, TextSpan firstLine, Atom before, Atom after)
    {
        if (before.End == CutPlace.Words) return CutPlace.Words;
        var between = text.AsSpan(before.Span.End, after.Span.Start - before.Span.End);
        if (between.Count('\n') > 1) return CutPlace.Blocks;
        return IndentOf(text, after.Span) <= IndentOf(text, firstLine) + BodyIndent ? CutPlace.Announcement : CutPlace.Sentences;
    }

    // Most code is indented by four columns or fewer.
    private const int BodyIndent = 4;

    private static int IndentOf(string text, TextSpan line)
    {
        var columns = 0;
        foreach (var c in text.AsSpan(line.Start, Math.Min(line.Length, 64)))
        {
            if (c == '\t') columns += BodyIndent;
            else if (c == ' ') columns++;
            else break;
        }

        return columns;
    }
}
