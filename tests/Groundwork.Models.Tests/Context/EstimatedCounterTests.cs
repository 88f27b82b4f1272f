namespace Groundwork.Models.Context;

public sealed class EstimatedCounterTests
{
    [Fact]
    public void It_learns_what_a_tokenizer_makes_of_texts_and_states_its_error()
    {
        var counter = new EstimatedCounter();
        var random = new Random(5);
        counter.Error.ShouldBe(EstimatedCounter.PriorError);
        for (var i = 0; i < 300; i++)
        {
            var text = Text(random);
            counter.Learn(Tally(text), TrueTokens(text));
        }

        var errors = Enumerable.Range(0, 200).Select(_ => Text(random)).Select(text => Math.Abs(counter.Count(text) - TrueTokens(text)) / (double)TrueTokens(text)).Order().ToList();
        errors[180].ShouldBeLessThan(0.1);
        counter.Error.ShouldBeInRange(0, 0.15);
    }

    [Fact]
    public void Nonsense_from_a_provider_does_bounded_harm()
    {
        var counter = new EstimatedCounter();
        for (var i = 0; i < 500; i++)
            counter.Learn(Tally("some words here"), i % 2 == 0 ? long.MaxValue / 4 : 1);

        counter.Count("some words here").ShouldBeInRange(1, 60);
        counter.Error.ShouldBeLessThanOrEqualTo(1);
    }

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("The quick brown fox jumps over the lazy dog.", 7, 20)]
    [InlineData("東京は日本の首都です。", 7, 22)]
    [InlineData("Москва — столица России", 6, 24)]
    public void Before_it_has_learned_it_is_in_the_region(string text, long least, long most) =>
        new EstimatedCounter().Count(text).ShouldBeInRange(least, most);

    private static TextTally Tally(string text)
    {
        var tally = new TextTally();
        tally.Add(text);
        return tally;
    }

    // A made-up tokenizer: two tokens a word, one a digit.
    private static long TrueTokens(string text) => (2 * text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(static word => char.IsLetter(word[0]))) + text.Count(char.IsDigit);

    private static string Text(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(30, 200)).Select(_ => random.Next(5) == 0 ? random.Next(10, 99).ToString(System.Globalization.CultureInfo.InvariantCulture) : "wordy"));
}
