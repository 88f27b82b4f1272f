
namespace Groundwork.Models.Tests.Pricing;

public sealed class PriceListTests
{
    [Fact]
    public void Every_reviewed_price_says_when_and_where_it_was_checked_and_none_is_there_twice()
    {
        foreach (var entry in PriceList.Reviewed.Entries)
        {
            entry.Source.ShouldStartWith("https://");
            entry.Price.AsOf.ShouldBeGreaterThan(new DateOnly(2025, 1, 1));
            entry.Price.CachedInput.ShouldBeLessThanOrEqualTo(entry.Price.Input);
        }

        Should.Throw<ArgumentException>(() => new PriceList([.. PriceList.Reviewed.Entries, PriceList.Reviewed.Entries.First()]));
    }

    [Fact]
    public void A_dated_name_costs_what_its_model_costs_unless_it_has_a_price_of_its_own()
    {
        PriceList.Reviewed.Find(ModelProvider.OpenAi, "gpt-4o-2024-08-06")!.Price.Input.ShouldBe(Money.FromUsd(2.5m));
        PriceList.Reviewed.Find(ModelProvider.OpenAi, "gpt-4o-2024-05-13")!.Price.Input.ShouldBe(Money.FromUsd(5));
        PriceList.Reviewed.Find(ModelProvider.Anthropic, "claude-3-5-haiku-latest")!.Price.Output.ShouldBe(Money.FromUsd(4));
        PriceList.Reviewed.Find(ModelProvider.Anthropic, "claude-opus-4-20250514")!.Price.Output.ShouldBe(Money.FromUsd(75));
        PriceList.Reviewed.Find(ModelProvider.AzureOpenAi, "gpt-4o-mini").ShouldNotBeNull();
    }

    [Fact]
    public void A_similar_name_has_no_price_and_that_is_said()
    {
        PriceList.Reviewed.Find(ModelProvider.OpenAi, "gpt-4o-audio-preview").ShouldBeNull();
        PriceList.Reviewed.Find(ModelProvider.Anthropic, "claude-opus-4-5").ShouldBeNull();
        PriceList.Reviewed.NoteOn(ModelProvider.Ollama, "gpt-4o", new DateOnly(2025, 5, 1))!.ShouldContain("counted as free");
    }

    [Fact]
    public void An_old_price_warns_and_a_persons_own_takes_its_place()
    {
        var today = new DateOnly(2026, 6, 1);
        PriceList.Reviewed.NoteOn(ModelProvider.OpenAi, "gpt-4o", new DateOnly(2025, 5, 1)).ShouldBeNull();
        PriceList.Reviewed.NoteOn(ModelProvider.OpenAi, "gpt-4o", today)!.ShouldContain("2025-04-15");
        var own = PriceList.Reviewed.With([new PriceEntry(ModelProvider.OpenAi, "gpt-4o", new ModelPrice(Money.FromUsd(1), Money.FromUsd(1), Money.FromUsd(1), today), "our contract")]);
        own.NoteOn(ModelProvider.OpenAi, "gpt-4o", today).ShouldBeNull();
        own.Entries.Count.ShouldBe(PriceList.Reviewed.Entries.Count);
    }
}
