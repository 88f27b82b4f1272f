using Markdig.Parsers;
using Markdig.Syntax;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Opens the boxes of Python-Markdown and its relatives: <c>!!! note "Title"</c> or <c>??? note</c>, then indented blocks.</summary>
internal sealed class AdmonitionParser : BlockParser
{
    private const int Indent = 4;

    public AdmonitionParser() => OpeningCharacters = ['!', '?'];

    public override BlockState TryOpen(BlockProcessor processor)
    {
        if (processor.IsCodeIndent) return BlockState.None;
        var line = processor.Line.AsSpan();
        if (!line.StartsWith("!!! ") && !line.StartsWith("??? ") && !line.StartsWith("???+ ")) return BlockState.None;
        var rest = line[4..].Trim();
        if (rest.IsEmpty) return BlockState.None;
        var quote = rest.IndexOf('"');
        var title = quote >= 0 && rest[^1] == '"' && rest.Length > quote + 2 ? rest[(quote + 1)..^1] : rest.TrimEnd('"');
        processor.NewBlocks.Push(new AdmonitionBlock(this, title.ToString())
        {
            Column = processor.Column, Span = new SourceSpan(processor.Start, processor.Line.End), Line = processor.LineIndex,
        });
        return BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Markdig.Syntax.Block block)
    {
        if (processor.IsBlankLine) return BlockState.Continue;
        if (processor.Indent < Indent) return BlockState.None;
        processor.GoToColumn(processor.ColumnBeforeIndent + Indent);
        block.UpdateSpanEnd(processor.Line.End);
        return BlockState.Continue;
    }
}
