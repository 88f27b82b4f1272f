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
        var found = await new NeighbourRetriever(new HybridRetriever(shelf.Knowledge, Shelf.Name, null, null), shelf.Documents, shelf.Clock).RetrieveAsync(new Question("jaguars"), 1, explain: false, default);
        var passage = found.Passages.ShouldHaveSingleItem();
        var document = (await shelf.Documents.LoadAsync(passage.Chunk.Document, default))!;
        passage.Chunk.Text.ShouldBe(passage.Chunk.Span.Of(document.Text));
        passage.Chunk.Text.ShouldContain(plain.Chunk.Text);
        found.Steps.ShouldHaveSingleItem().Step.ShouldBe(RetrievalStep.Neighbours);
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
