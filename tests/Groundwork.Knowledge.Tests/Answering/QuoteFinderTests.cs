using FsCheck;
using FsCheck.Fluent;
using Groundwork.Knowledge.Answering;
using Groundwork.Language;

namespace Groundwork.Knowledge.Tests.Answering;

public sealed class QuoteFinderTests
{
    [Theory]
    [InlineData("The limit is 50 requests.", "limit is 50", "limit is 50")]
    [InlineData("The  limit\nis 50 requests.", "limit is 50", "limit\nis 50")]
    [InlineData("He said “go – now”.", "said \"go - now\"", "said “go – now”")]
    [InlineData("The Limit is 50.", "the limit is 50.", "The Limit is 50")]
    [InlineData("限制是每分钟五十次。", "每分钟五十", "每分钟五十")]
    public void A_quote_is_found_as_it_stands(string text, string quote, string found) => QuoteFinder.Find(text, quote)!.Value.Of(text).ShouldBe(found);

    [Theory]
    [InlineData("The limit is 50 requests.", "limit is 60")]
    [InlineData("The limit is 50 requests.", "limit 50")]
    [InlineData("The limit is 50 requests.", "")]
    [InlineData("The limit is 50 requests.", " . ")]
    [InlineData("", "limit")]
    public void An_invented_quote_is_not_found(string text, string quote) => QuoteFinder.Find(text, quote).ShouldBeNull();

    [Theory]
    [InlineData("The quick limit … per minute.", "The quick limit of the gateway is 50 requests per minute")]
    [InlineData("quick limit [...] is 50", "quick limit of the gateway is 50")]
    [InlineData("The quick limt of the gateway is 50 requests", "The quick limit of the gateway is 50 requests")]
    [InlineData("the quick limits of the gateway is 50 requests", "The quick limit of the gateway is 50 requests")]
    public void A_quote_may_have_gaps_and_slips(string quote, string found) => QuoteFinder.Find(Long, quote)!.Value.Of(Long).ShouldBe(found);

    [Theory]
    [InlineData("The quick limit of the gateway is 60 requests")]
    [InlineData("The quick limit of the gateway isn't 50 requests")]
    [InlineData("The sound limit of the gateway is 50 requests")]
    [InlineData("The quick limit of gateway is 50 replies per minute")]
    [InlineData("requests per minut. Bursts wait for their turn")]
    [InlineData("Bursts wait … The quick limit")]
    [InlineData("… … …")]
    public void A_quote_is_not_bent(string quote) => QuoteFinder.Find(Long, quote).ShouldBeNull();

    [Fact]
    public void Alignment_costs_little_on_long_texts()
    {
        var text = string.Concat(Enumerable.Repeat("The quick limit of the gateway is fifty requests and the slow limit is nothing at all ", 1000));
        QuoteFinder.Find(text, string.Concat(Enumerable.Repeat("the quiet lamp of a garden in fifty rivers ", 20))).ShouldBeNull();
    }

    private const string Long = "The quick limit of the gateway is 50 requests per minute. Bursts wait for their turn.";

    [Fact]
    public void Any_quote_is_found_within_the_text_or_not_at_all()
    {
        var text = Gen.Elements("a", "B", " ", "\n", "“", "\"", "–", "-", ".", "ß", "ﬁ", "İ", "\uD83D\uDE00", "\uD800", "資", "\u00A0", "\0").ListOf().Select(string.Concat);
        Prop.ForAll(text.ToArbitrary(), text.ToArbitrary(), (hay, needle) =>
        {
            if (QuoteFinder.Find(hay, needle) is not { } span) return;
            span.IsEmpty.ShouldBeFalse();
            span.IsWithin(hay.Length).ShouldBeTrue();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Fact]
    public void Every_slice_of_a_text_is_found_in_it()
    {
        const string Hay = "One “two” – three\n four's  five. Six資料 seven.";
        for (var start = 0; start < Hay.Length; start++)
            for (var length = 3; start + length <= Hay.Length; length++)
                QuoteFinder.Find(Hay, Hay.Substring(start, length)).ShouldNotBeNull();
    }

    [Fact]
    public void A_found_span_never_ends_within_a_character()
    {
        var text = Gen.Elements("a", "b ", "word ", "😀", "👩‍👧", "e\u0301", "ü ", ". ", "Größe ", "資料", "…", "\u200D", "x").ListOf().Select(string.Concat);
        Prop.ForAll(text.ToArbitrary(), text.ToArbitrary(), (passage, quote) =>
        {
            var cut = quote.Length > 2 ? quote[1..^1] : quote;
            return new QuoteFinder(passage + quote + passage, LanguageCode.English, [new TextSpan(0, (passage + quote + passage).Length)]).FindAll(cut).All(span =>
                !IsWithin(passage + quote + passage, span.Start) && !IsWithin(passage + quote + passage, span.End));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

        static bool IsWithin(string all, int at) => at > 0 && at < all.Length && ((char.IsLowSurrogate(all[at]) && char.IsHighSurrogate(all[at - 1])) || all[at] == '\u0301' || all[at] == '\u200D');
    }
}
