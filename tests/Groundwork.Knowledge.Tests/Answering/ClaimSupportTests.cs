using FsCheck;
using FsCheck.Fluent;
using Groundwork.Knowledge.Answering;
using Groundwork.Language;

namespace Groundwork.Knowledge.Tests.Answering;

public sealed class ClaimSupportTests
{
    private const string Passage = "The gateway allows 1,000 requests per minute. Burst traffic is not throttled before 3.5 seconds. Keys rotate every 90 days.";

    [Theory]
    [InlineData("The gateway allows 1,000 requests per minute.", "The gateway allows 1,000 requests per minute.")]
    [InlineData("The gateway allows 1000 requests.", "The gateway allows 1,000 requests per minute.")]
    [InlineData("Keys rotate every 90 days.", "Keys rotate every 90 days.")]
    [InlineData("Burst traffic is not throttled.", "Burst traffic is not throttled before 3.5 seconds.")]
    public void A_claim_is_found_where_it_stands(string claim, string found) => ClaimSupport.Find(claim, Passage, LanguageCode.English)!.Value.Of(Passage).ShouldBe(found);

    [Theory]
    [InlineData("The gateway allows 2,000 requests per minute.")]
    [InlineData("The gateway does not allow 1,000 requests per minute.")]
    [InlineData("Burst traffic is throttled before 3.5 seconds.")]
    [InlineData("Burst traffic is not throttled before 35 seconds.")]
    [InlineData("Penguins live near glaciers.")]
    [InlineData("")]
    [InlineData("...")]
    public void What_the_passage_does_not_say_is_not_found(string claim) => ClaimSupport.Find(claim, Passage, LanguageCode.English).ShouldBeNull();

    [Fact]
    public void Numbers_are_compared_across_languages_by_their_digits()
    {
        ClaimSupport.HasDigitsOf(Passage, "Das Tor erlaubt 1.000 Anfragen in 3,5 Sekunden.").ShouldBeTrue();
        ClaimSupport.HasDigitsOf(Passage, "Das Tor erlaubt 2.000 Anfragen.").ShouldBeFalse();
        ClaimSupport.HasDigitsOf(Passage, "Das Tor erlaubt viele Anfragen.").ShouldBeTrue();
    }

    [Fact]
    public void Any_claim_and_passage_give_a_span_within_the_passage()
    {
        var text = Gen.Elements("The ", "limit ", "is ", "not ", "50 ", "1,000", "3.5", ".", "?", "\n", "資料", "。", "\uD800", "”", "\0", "kein ", "ไม่", "-", "٣").ListOf().Select(string.Concat);
        foreach (var language in (string[])["en", "de", "zh", "th", "und", "xx"])
            Prop.ForAll(text.ToArbitrary(), text.ToArbitrary(), (claim, passage) =>
            {
                if (ClaimSupport.Find(claim, passage, new LanguageCode(language)) is { } span) span.IsWithin(passage.Length).ShouldBeTrue();
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }
}
