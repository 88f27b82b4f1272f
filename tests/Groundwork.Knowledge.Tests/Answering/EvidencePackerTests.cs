using Groundwork.Documents;
using Groundwork.Knowledge.Answering;
using Groundwork.Language;

namespace Groundwork.Knowledge.Tests.Answering;

public sealed class EvidencePackerTests
{
    [Fact]
    public void The_best_passages_stand_at_both_ends_and_keep_their_numbers() =>
        EvidencePacker.Pack([.. Enumerable.Range(0, 5).Select(i => Passage($"text {i}"))], 1000).Select(e => (e.Number, e.Passage.Chunk.Text))
            .ShouldBe([(1, "text 0"), (3, "text 2"), (5, "text 4"), (4, "text 3"), (2, "text 1")]);

    [Fact]
    public void What_does_not_fit_is_left_out_and_what_follows_may_fit()
    {
        var packed = EvidencePacker.Pack([Passage("short"), Passage(new string('x', 100_000)), Passage("also short")], 100);
        packed.Select(e => (e.Number, e.Passage.Chunk.Text)).ShouldBe([(1, "short"), (2, "also short")]);
        EvidencePacker.Pack([], 100).ShouldBeEmpty();
    }

    private static Passage Passage(string text) =>
        new(new Chunk(new ChunkId(text[..1] + text.Length), new DocumentId("d"), ContentHash.OfText(text), 0, new TextSpan(0, text.Length), text, []), "Title", "/path", LanguageCode.English, 1, null);
}
