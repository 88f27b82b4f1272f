using Groundwork.Documents.Canonical;
using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Groundwork.Documents.Readers.Markdown;

/// <summary>Reads a long paragraph or pipe table line by line, so that the parser never sees more marks than it can bear.</summary>
internal static class MarkdownLines
{
    private static readonly MarkdownPipeline s_inlines = InlinesOnly();

    /// <summary>Whether the lines are a pipe table: the second one is its separator.</summary>
    public static bool IsTable(IReadOnlyList<(string Text, int Line)> lines) =>
        lines.Count > 1 && lines[1].Text.Contains('-') && lines[1].Text.Contains('|') && lines[1].Text.AsSpan().IndexOfAnyExcept("|-: \t") < 0;

    /// <summary>The text of one line or cell without its marks.</summary>
    public static string TextOf(string line)
    {
        if (MarkdownCost.IsHeavy(line)) return line;
        var text = new BlockText();
        var inlines = new MarkdownInlines(new LineIndex(line));
        foreach (var block in Markdig.Markdown.Parse(line, s_inlines))
            if (block is LeafBlock { Inline: not null } leaf)
                inlines.Write(leaf.Inline, text);
        return text.ToString();
    }

    /// <summary>The cells of a row: parted by bars that are neither escaped nor inside code.</summary>
    public static List<string> Cells(string row)
    {
        var cells = new List<string>();
        var content = row.Trim();
        if (content.StartsWith('|')) content = content[1..];
        if (content.EndsWith('|') && !content.EndsWith("\\|", StringComparison.Ordinal)) content = content[..^1];
        var start = 0;
        var inCode = false;
        for (var i = 0; i <= content.Length; i++)
        {
            if (i < content.Length && content[i] == '`') inCode = !inCode;
            if (i < content.Length && (content[i] != '|' || inCode || (i > 0 && content[i - 1] == '\\'))) continue;
            cells.Add(TextOf(content[start..i].Replace("\\|", "|", StringComparison.Ordinal).Trim()));
            start = i + 1;
        }

        return cells;
    }

    private static MarkdownPipeline InlinesOnly()
    {
        var builder = new MarkdownPipelineBuilder().UseMathematics();
        builder.BlockParsers.Clear();
        builder.BlockParsers.Add(new ParagraphBlockParser());
        return builder.Build();
    }
}
