using Groundwork.Documents;
using Groundwork.Knowledge.Ranking;
using Groundwork.Language;

namespace Groundwork.Knowledge.Tests.Ranking;

public sealed class NeighbourTests
{
    private const string Text = "One sentence stands here.\n\n- first item\n- second item\n- third item\n\nThe end.";

    [Fact]
    public void A_span_that_cuts_a_sentence_or_a_list_is_completed()
    {
        var document = Sample();
        string Around(string part) => WholeBlocks.Around(new TextSpan(Text.IndexOf(part, StringComparison.Ordinal), part.Length), document).Of(Text);
        Around("sentence stands").ShouldBe("One sentence stands here.");
        Around("- second item").ShouldBe("- first item\n- second item\n- third item");
        Around("here.\n\n- first item").ShouldBe("One sentence stands here.\n\n- first item\n- second item\n- third item");
        Around("The end.").ShouldBe("The end.");
        Around(Text).ShouldBe(Text);
    }

    [Fact]
    public void A_span_always_lies_within_the_one_made_of_it()
    {
        var document = Sample();
        for (var start = 0; start <= Text.Length; start++)
        {
            for (var end = start; end <= Text.Length; end++)
            {
                var span = TextSpan.FromBounds(start, end);
                var around = WholeBlocks.Around(span, document);
                (around.Start <= span.Start && around.End >= span.End && around.End <= Text.Length).ShouldBeTrue($"{span} {around}");
            }
        }
    }

    [Fact]
    public void What_would_add_too_much_stays_cut()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 1000));
        var read = Samples.Read("long", text);
        var span = new TextSpan(2000, 500);
        WholeBlocks.Around(span, read.Document).ShouldBe(span);
    }

    [Fact]
    public async Task A_widened_passage_is_an_exact_slice_and_holds_the_one_found()
    {
        await using var shelf = await Shelf.OpenAsync();
        shelf.Write("a.md", "# Lists\n\n" + string.Join('\n', Enumerable.Range(0, 60).Select(i => $"- item {i} is about {(i == 30 ? "jaguars" : "nothing much at all, really")}")));
        await shelf.IngestAsync();
        var plain = (await shelf.RetrieveAsync("jaguars", 1)).Passages[0];
        var cut = plain with { Chunk = plain.Chunk with { Span = new TextSpan(plain.Chunk.Span.Start + 10, plain.Chunk.Span.Length - 20), Text = plain.Chunk.Text[10..^10] } };
        var found = await new NeighbourRetriever(new FixedRetriever([cut]), shelf.Documents, shelf.Clock).RetrieveAsync(new Question("jaguars"), 1, explain: false, default);
        var passage = found.Passages.ShouldHaveSingleItem();
        var document = (await shelf.Documents.LoadAsync(passage.Chunk.Document, default))!;
        passage.Chunk.Text.ShouldBe(passage.Chunk.Span.Of(document.Text));
        passage.Chunk.Text.ShouldContain(cut.Chunk.Text);
        passage.Chunk.Span.Length.ShouldBeGreaterThan(cut.Chunk.Span.Length);
        found.Steps.ShouldHaveSingleItem().IsUsed.ShouldBeTrue();
    }

    [Fact]
    public async Task Others_take_the_places_of_what_a_better_passage_came_to_hold_and_nothing_is_given_twice()
    {
        await using var shelf = await Shelf.OpenAsync();
        var text = string.Join(' ', Enumerable.Range(0, 12).Select(i => $"Sentence number {i} of this paragraph is here.")) + "\n\n" + string.Join(' ', Enumerable.Range(0, 12).Select(i => $"And sentence {i} of the other one."));
        shelf.Write("a.md", text);
        await shelf.IngestAsync();
        var (record, all) = ((await shelf.RetrieveAsync("sentence", 1)).Passages[0], (await shelf.Documents.LoadAsync(new DocumentId("a.md"), default))!);
        var second = all.Text.IndexOf("And sentence", StringComparison.Ordinal);
        Passage[] passages = [Cut(100, 150), Cut(200, 260), Cut(300, 320), Cut(second - 60, second + 40), Cut(second + 200, second + 230)];
        foreach (var limit in new[] { 1, 2, 3 })
        {
            var found = await new NeighbourRetriever(new FixedRetriever(passages), shelf.Documents, shelf.Clock).RetrieveAsync(new Question("sentence"), limit, explain: false, default);
            found.Passages.Count.ShouldBe(Math.Min(limit, 2), "the paragraph holds the first three, the other one the rest");
            var spans = found.Passages.Select(p => p.Chunk.Span).OrderBy(s => s.Start).ToArray();
            for (var i = 1; i < spans.Length; i++) spans[i].Start.ShouldBeGreaterThanOrEqualTo(spans[i - 1].End);
            found.Passages.ShouldAllBe(p => p.Chunk.Text == p.Chunk.Span.Of(all.Text));
        }

        Passage Cut(int start, int end)
        {
            var span = TextSpan.FromBounds(start, end);
            return record with { Chunk = record.Chunk with { Id = new ChunkId($"{start}"), Span = span, Text = span.Of(all.Text) } };
        }
    }

    [Fact]
    public void A_long_item_is_completed_though_its_list_is_not_and_a_sentence_though_its_paragraph_is_not()
    {
        var items = string.Join('\n', Enumerable.Range(0, 60).Select(i => $"- item {i} is about nothing much at all, really"));
        var list = Samples.Read("list", items).Document with { Blocks = [.. items.Split('\n').Select(item => new Block(BlockKind.ListItem, new TextSpan(items.IndexOf(item, StringComparison.Ordinal), item.Length)))] };
        WholeBlocks.Around(new TextSpan(items.IndexOf("30 is about", StringComparison.Ordinal), 8), list).Of(items).ShouldBe("- item 30 is about nothing much at all, really");
        var paragraph = string.Join(' ', Enumerable.Range(0, 90).Select(i => $"This is sentence number {i} of many."));
        WholeBlocks.Around(new TextSpan(paragraph.IndexOf("number 45", StringComparison.Ordinal), 4), Samples.Read("long", paragraph).Document).Of(paragraph).ShouldBe("This is sentence number 45 of many.");
    }

    private static Document Sample()
    {
        Block At(string part, BlockKind kind) => new(kind, new TextSpan(Text.IndexOf(part, StringComparison.Ordinal), part.Length));
        return Samples.Read("sample", Text).Document with
        {
            Blocks = [At("One sentence stands here.", BlockKind.Paragraph), At("- first item", BlockKind.ListItem), At("- second item", BlockKind.ListItem), At("- third item", BlockKind.ListItem), At("The end.", BlockKind.Paragraph)],
        };
    }
}
