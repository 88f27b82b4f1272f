using System.Globalization;
using Groundwork.Language;

namespace Groundwork.Documents.Chunking;

/// <summary>
/// Cuts tables between rows, as many rows to a chunk as fit. A chunk whose slice does not hold the table's header has the header as its last
/// heading, so that cells are found under the names of their columns. Everything else is cut along headings.
/// </summary>
internal sealed class RowsChunker : IChunker
{
    // A longer header would outweigh the rows under it.
    private const int HeaderShare = 2;

    // A text before a table up to this share of a chunk is its caption and stays with its first rows.
    private const int CaptionShare = 3;

    private readonly int _maxTokens;
    private readonly ChunkingOptions _text;
    private readonly ChunkingOptions _rows;

    /// <summary>Makes a chunker.</summary>
    /// <param name="maxTokens">No chunk is larger, but for one sentence or row with its heading.</param>
    public RowsChunker(int maxTokens)
    {
        _maxTokens = maxTokens;
        _text = new ChunkingOptions
        {
            MaxTokens = maxTokens,
            MinTokens = Math.Min(ChunkingOptions.Default.MinTokens, maxTokens / 2),
            TinyTokens = Math.Min(ChunkingOptions.Default.TinyTokens, maxTokens / 2),
            MaxTableTokens = maxTokens,
            MaxCodeTokens = maxTokens,
        };
        _rows = _text with { MaxTableTokens = 0 };
        Fingerprint = string.Create(CultureInfo.InvariantCulture, $"rows-1:{maxTokens}");
    }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public ChunkingResult Split(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var chunks = new ChunkList(document, Fingerprint);
        foreach (var group in SectionGroups.Of(Section.AllOf(document), _text))
        {
            var open = new List<Block>();
            foreach (var block in group.Blocks)
            {
                open.Add(block);
                if (block.Kind != BlockKind.Table) continue;
                AddTable(chunks, document, open, group.Headings);
                open = [];
            }

            AddText(chunks, document, open, group.Headings);
        }

        return chunks.Result();
    }

    private void AddText(ChunkList chunks, Document document, List<Block> blocks, IReadOnlyList<string> headings)
    {
        if (blocks.Count == 0) return;
        var tokens = Tokens(document, blocks[0].Span.Start, blocks[^1].Span.End);
        var atoms = Atoms.Of(document, blocks, keepBlocks: tokens <= _maxTokens, _text);
        foreach (var span in BalancedCuts.Spans(document.Text, atoms, _text)) chunks.Add(span, headings);
    }

    // The blocks end with a table.
    private void AddTable(ChunkList chunks, Document document, List<Block> blocks, IReadOnlyList<string> headings)
    {
        var table = blocks[^1];
        var caption = CaptionOf(document, blocks);
        AddText(chunks, document, blocks[..caption], headings);
        var atoms = Atoms.Of(document, blocks[caption..], keepBlocks: false, _rows);
        var packing = new Packing(document.Text, atoms);
        var header = HeaderOf(document, table);
        var underHeader = header is null ? headings : [.. headings, header];
        for (int first = 0, end; first < atoms.Count; first = end)
        {
            end = packing.EndOf(first, _maxTokens);
            var span = packing.Slice(first, end);
            chunks.Add(span, span.Start <= table.Span.Start ? headings : underHeader);
        }
    }

    // The index of the first block that goes with the table: headings and a short text right above it.
    private int CaptionOf(Document document, List<Block> blocks)
    {
        var table = blocks.Count - 1;
        var first = table;
        while (first > 0 && Tokens(document, blocks[first - 1].Span.Start, blocks[table].Span.Start) <= _maxTokens / CaptionShare) first--;
        while (first > 0 && blocks[first - 1].Kind == BlockKind.Heading) first--;
        return first;
    }

    /// <summary>The names of the columns, without the marks of the table; null where the table has no header line, or one too long to repeat.</summary>
    private string? HeaderOf(Document document, Block table)
    {
        var text = document.Text.AsSpan(table.Span.Start, table.Span.Length);
        var end = text.IndexOf('\n');
        if (end < 0) return null;
        var rest = text[(end + 1)..];
        var second = rest.IndexOf('\n') is var next and >= 0 ? rest[..next] : rest;
        if (!second.Contains('-') || second.IndexOfAnyExcept("|-: \t") >= 0) return null;
        if (TokenEstimate.Of(text[..end]) > _maxTokens / HeaderShare) return null;
        var cells = text[..end].ToString().Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return cells.Length == 0 ? null : string.Join(" | ", cells);
    }

    private static int Tokens(Document document, int start, int end) => TokenEstimate.Of(document.Text.AsSpan(start, end - start));
}
