using FsCheck;
using FsCheck.Fluent;
using Groundwork.Documents.Canonical;

namespace Groundwork.Documents.Tests.Chunking;

/// <summary>Documents of any shape: headings, tables, code, lists, in several scripts, with and without spaces.</summary>
internal static class AnyDocument
{
    public static Arbitrary<Document> Documents() => Made().ToArbitrary();

    public static Document Of(params (BlockKind Kind, int Level, string Text, string? Anchor)[] blocks)
    {
        var builder = new DocumentBuilder(new SourceInfo(new DocumentId("d"), "d.md", MediaTypes.Markdown));
        foreach (var (kind, level, text, anchor) in blocks) builder.Add(kind, new BlockText().Append(text), level, anchor);
        return builder.Build();
    }

    private static Gen<Document> Made() => Blocks().Where(blocks => blocks.Exists(block => !string.IsNullOrWhiteSpace(block.Text))).Select(blocks => Of([.. blocks]));

    private static Gen<List<(BlockKind Kind, int Level, string Text, string? Anchor)>> Blocks()
    {
        var word = Gen.Elements(
            "a", "word", "Satz.", "end!", "longerword,", "世界。", "世界", "😀", "e\u0301", "x:y", "\t", "\n", "\n\n", "สวัสดี", "ครับผมชื่อ", "Straßenbahnhaltestellenschild", "{", "}", "return x;", "\n    call(a);", "12345678", "مرحبا", "---------");
        var prose = Words(word, 1, 120, " ");
        var dense = Words(word, 1, 60, "");
        var heading = Words(Gen.Elements("Part", "Über", "世界", "e\u0301", "A1"), 1, 3, " ");
        var row = Words(Gen.Elements("a", "value", "12", "世界", "some longer cell"), 1, 5, " | ").Select(cells => $"| {cells} |");
        var table = Words(row, 1, 25, "\n").Select(rows => $"| name | size |\n| --- | --- |\n{rows}");
        var kinds = Gen.Elements(BlockKind.Heading, BlockKind.Heading, BlockKind.Paragraph, BlockKind.Paragraph, BlockKind.ListItem, BlockKind.Table, BlockKind.Code, BlockKind.Code, BlockKind.Quote);
        var block =
            from kind in kinds
            from level in Gen.Choose(1, 4)
            from isDense in Gen.Elements(false, false, true)
            from text in kind switch { BlockKind.Heading => heading, BlockKind.Table => table, _ => isDense ? dense : prose }
            from isDefinition in Gen.Elements(false, true)
            select (kind, Level: kind is BlockKind.Heading or BlockKind.ListItem || (kind == BlockKind.Code && isDefinition) ? level : 0, text, kind == BlockKind.Code && isDefinition ? "Type.Name" + level : null);
        return from count in Gen.Choose(1, 14) from blocks in Gen.ArrayOf(block, count) select blocks.ToList();
    }

    private static Gen<string> Words(Gen<string> word, int least, int most, string between) =>
        from length in Gen.Choose(least, most) from words in Gen.ArrayOf(word, length) select string.Join(between, words);
}
