using FsCheck;
using FsCheck.Fluent;
using Groundwork.Language;

namespace Groundwork.Documents.Tests.Chunking;

public sealed class ChunkerPropertyTests
{
    private const int Small = 40;

    /// <summary>Every chunker but the headings one, whose limits have exceptions and tests of their own, at a size that cuts everything.</summary>
    public static TheoryData<string, bool> Chunkers => new()
    {
        { $"recursive max={Small}", false },
        { $"tokens size={Small} overlap=8", true },
        { $"tokens size={Small} overlap=0", false },
        { $"sentences window=3 stride=2 max={Small}", true },
        { $"rows max={Small}", false },
        { $"code max={Small} min=10", false },
        { $"semantic max={Small} min=10", false },
        { $"parents child={Small} parent=120", false },
    };

    [Theory]
    [MemberData(nameof(Chunkers))]
    public void Any_document_is_covered_by_exact_slices_within_the_limits(string plan, bool mayOverlap)
    {
        var chunker = ChunkingPlan.Parse(plan).CreateChunker();
        Prop.ForAll(AnyDocument.Documents(), document =>
        {
            var chunks = chunker.ShouldHold(document, Small, mayOverlap);
            for (var i = 0; i < chunks.Count; i++) chunks[i].Id.ShouldBe(ChunkId.Of(document.Id, document.Hash, chunker.Fingerprint, i));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Chunkers))]
    public void One_word_is_one_chunk(string plan, bool mayOverlap) =>
        ChunkingPlan.Parse(plan).CreateChunker().ShouldHold(AnyDocument.Of((BlockKind.Paragraph, 0, "word", null)), Small, mayOverlap).Single().Text.ShouldBe("word");

    [Theory]
    [MemberData(nameof(Chunkers))]
    public void Nothing_gives_nothing(string plan, bool mayOverlap)
    {
        var empty = AnyDocument.Of((BlockKind.Paragraph, 0, "word", null)) with { Text = "", Hash = ContentHash.OfText(""), Blocks = [] };
        ChunkingPlan.Parse(plan).CreateChunker().ShouldHold(empty, Small, mayOverlap).ShouldBeEmpty();
    }

    // Quadratic work on any of these would take many minutes.
    [Theory]
    [MemberData(nameof(Chunkers))]
    public void Huge_documents_are_cut_in_linear_time(string plan, bool mayOverlap)
    {
        var chunker = ChunkingPlan.Parse(plan.Replace($"={Small}", "=350", StringComparison.Ordinal).Replace("parent=120", "parent=900", StringComparison.Ordinal)).CreateChunker();
        string[] texts =
        [
            string.Concat(Enumerable.Repeat("абвгд ежзий клмно. ", 15_000)),
            new string('x', 100_000),
            string.Concat(Enumerable.Repeat("字", 80_000)),
            string.Concat(Enumerable.Repeat("สวัสดีครับ", 15_000)),
            string.Concat(Enumerable.Repeat("7\n", 40_000)),
            string.Concat(Enumerable.Repeat("a\n\n", 40_000)),
            new string('-', 100_000),
            "a" + new string(' ', 100_000) + "b",
        ];
        foreach (var text in texts) chunker.ShouldHold(AnyDocument.Of((BlockKind.Paragraph, 0, text, null)), 350, mayOverlap).Count.ShouldBeGreaterThan(0);
        chunker.ShouldHold(AnyDocument.Of((BlockKind.Paragraph, 0, "word φ" + new string('\u0321', 100_000), null)), 350, mayOverlap, mayCutCharacters: true).Count.ShouldBeGreaterThan(100);
        chunker.ShouldHold(AnyDocument.Of((BlockKind.Table, 0, "| a |\n| - |\n" + string.Concat(Enumerable.Repeat("| 12 |\n", 20_000)), null)), 350, mayOverlap).Count.ShouldBeGreaterThan(100);
        chunker.ShouldHold(AnyDocument.Of((BlockKind.Table, 0, "|" + string.Concat(Enumerable.Repeat(" cell |", 30_000)), null)), 350, mayOverlap).Count.ShouldBeGreaterThan(100);
        chunker.ShouldHold(AnyDocument.Of((BlockKind.Code, 1, string.Concat(Enumerable.Repeat("  call(x);\n", 20_000)), "Main")), 350, mayOverlap).Count.ShouldBeGreaterThan(100);
    }
}
