using FsCheck;
using FsCheck.Fluent;
using Groundwork.Knowledge.Answering;

namespace Groundwork.Knowledge.Tests.Answering;

public sealed class CitationReaderTests
{
    [Theory]
    [InlineData("Apples are red. [1]", "Apples are red.", "1")]
    [InlineData("Apples are red [1].", "Apples are red.", "1")]
    [InlineData("Apples are red [1, 3].", "Apples are red.", "1 3")]
    [InlineData("Apples are red [1][2].", "Apples are red.", "1 2")]
    [InlineData("Apples are red. [2 \"are red\"]", "Apples are red.", "2:are red")]
    [InlineData("Apples are red. [2: “are red”]", "Apples are red.", "2:are red")]
    [InlineData("Äpfel sind rot. [2 „sind rot“]", "Äpfel sind rot.", "2:sind rot")]
    [InlineData("The first is a[0]. [2 \"take a[0] first\"]", "The first is a[0].", "2:take a[0] first")]
    [InlineData("We use .NET here. [1]", "We use .NET here.", "1")]
    [InlineData("Apples are red.", "Apples are red.", "")]
    [InlineData("苹果是红色的。[1 \"红色\"]", "苹果是红色的。", "1:红色")]
    public void A_sentence_is_read_with_what_it_cites(string draft, string text, string markers)
    {
        var claim = CitationReader.Read(draft).ShouldHaveSingleItem();
        claim.Text.ShouldBe(text);
        string.Join(' ', claim.Markers.Select(m => m.Quote is null ? $"{m.Number}" : $"{m.Number}:{m.Quote}")).ShouldBe(markers);
    }

    [Fact]
    public void Each_sentence_keeps_its_own_citations()
    {
        var claims = CitationReader.Read("Apples are red. [1 \"red\"] Pears are green [2].\n\nPlums are blue. [3]");
        claims.Select(c => (c.Text, c.Markers.Single().Number, c.StartsParagraph)).ShouldBe([("Apples are red.", 1, false), ("Pears are green.", 2, false), ("Plums are blue.", 3, true)]);
    }

    [Fact]
    public void An_unclosed_quote_swallows_no_later_sentence() =>
        CitationReader.Read("Apples are red. [1 \"red] Pears are green. [2 \"green\"]").Select(c => c.Text).ShouldContain(t => t.Contains("Pears are green.", StringComparison.Ordinal));

    [Fact]
    public void Any_draft_is_read_without_failing()
    {
        var piece = Gen.Elements("[", "]", "1", "[1]", "[1 \"", "\"]", "[1, 2", "“", "”", ".", " ", "\n", "word", "Größe", "資料。", "\uD800", "[[", "]]", "[12 \"a[b]c\"]", "NO ANSWER", "\0", "9999999999");
        Prop.ForAll(piece.ListOf().Select(string.Concat).ToArbitrary(), draft =>
        {
            foreach (var claim in CitationReader.Read(draft))
            {
                claim.Text.ShouldNotBeNullOrWhiteSpace();
                claim.Markers.ShouldAllBe(m => m.Number >= 0);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithEndSize(80));
    }

    [Theory]
    [InlineData("[1 \"")]
    [InlineData("[1,")]
    [InlineData("[1 \"[a]")]
    [InlineData("[")]
    public void A_draft_without_end_costs_little(string piece)
    {
        var draft = string.Concat(Enumerable.Repeat(piece, 400_000 / piece.Length));
        Should.NotThrow(() => CitationReader.Read(draft));
    }
}
