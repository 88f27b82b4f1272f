using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>A heading with the blocks up to the next heading of any level; the first section may have no heading.</summary>
/// <param name="Level">Level of the heading; 0 without one.</param>
/// <param name="Headings">Headings above and the own one, outermost first, without the document's title.</param>
/// <param name="Blocks">The blocks, the heading among them.</param>
/// <param name="Tokens">Estimated tokens of the whole section.</param>
/// <param name="HasText">There is more than the heading.</param>
internal sealed record Section(int Level, IReadOnlyList<string> Headings, IReadOnlyList<Block> Blocks, int Tokens, bool HasText)
{
    public static List<Section> AllOf(Document document)
    {
        var sections = new List<Section>();
        var path = new List<(int Level, string? Text)>();
        var blocks = new List<Block>();
        var level = 0;
        var isFirstHeading = true;
        foreach (var block in document.Blocks)
        {
            if (block.Kind == BlockKind.Heading)
            {
                Finish();
                level = block.Level;
                var text = string.Join(' ', block.Span.Of(document.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                path.RemoveAll(above => above.Level >= level);
                // The title is kept beside every chunk already.
                var isTitle = isFirstHeading && text.Equals(document.Title, StringComparison.Ordinal);
                path.Add((level, isTitle || text.Length == 0 ? null : text));
                isFirstHeading = false;
            }

            blocks.Add(block);
        }

        Finish();
        return sections;

        void Finish()
        {
            if (blocks.Count == 0) return;
            var span = TextSpan.FromBounds(blocks[0].Span.Start, blocks[^1].Span.End);
            var headings = path.Where(above => above.Text is not null).Select(above => above.Text!).ToList();
            sections.Add(new Section(level, headings, [.. blocks], TokenEstimate.Of(document.Text.AsSpan(span.Start, span.Length)), blocks.Exists(block => block.Kind != BlockKind.Heading)));
            blocks.Clear();
        }
    }
}
