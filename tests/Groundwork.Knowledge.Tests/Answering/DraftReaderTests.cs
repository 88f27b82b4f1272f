using FsCheck;
using FsCheck.Fluent;
using Groundwork.Knowledge.Answering;

namespace Groundwork.Knowledge.Tests.Answering;

public sealed class DraftReaderTests
{
    [Fact]
    public void A_sentence_is_given_when_the_next_begins_with_all_its_citations()
    {
        var reader = new DraftReader();
        reader.Add("Apples are red. ").ShouldBeEmpty();
        reader.Add("[1 \"are").ShouldBeEmpty();
        reader.Add(" red\"] ").ShouldBeEmpty();
        var given = reader.Add("Pears").ShouldHaveSingleItem();
        (given.Text, given.Markers.Single().Quote).ShouldBe(("Apples are red.", "are red"));
        reader.Add(" are green [2].\n\n").ShouldBeEmpty();
        reader.Add("Plums").ShouldHaveSingleItem().Text.ShouldBe("Pears are green.");
        reader.Finish().ShouldHaveSingleItem().StartsParagraph.ShouldBeTrue();
    }

    [Fact]
    public void Read_in_pieces_or_at_once_a_draft_says_the_same()
    {
        var sentence = Gen.Elements("Apples are red. [1]", "Pears are green [2].", "Plums are blue. [1 \"quite [so] blue\"] [3]", "It costs 3.5 units.", "\n\n", "資料是紅色的。[2]", "- An item of a list. [4]", "[1]", "[[", "No end");
        Prop.ForAll(sentence.ListOf().Select(s => string.Join(' ', s)).ToArbitrary(), Gen.Choose(1, 9).ToArbitrary(), (draft, size) =>
        {
            var reader = new DraftReader();
            var given = draft.Chunk(size).SelectMany(piece => reader.Add(new string(piece))).ToList();
            given.AddRange(reader.Finish());
            given.Where(c => c.Markers.Count > 0).Select(c => c.Text).ShouldBe(CitationReader.Read(draft).Where(c => c.Markers.Count > 0).Select(c => c.Text));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("[1]")]
    [InlineData("[[[")]
    [InlineData("1.1")]
    [InlineData("\u202Eabc. ")]
    [InlineData("Apples are red. [1] ")]
    public void A_megabyte_is_read_to_its_limit(string piece)
    {
        var reader = new DraftReader();
        var given = 0;
        for (var i = 0; i < 1_000_000 / 4000; i++) given += reader.Add(string.Concat(Enumerable.Repeat(piece, 4000 / piece.Length))).Count;
        given += reader.Finish().Count;
        reader.IsFull.ShouldBeTrue();
        given.ShouldBeLessThan(CitationReader.MostCharacters);
    }
}
