namespace Groundwork.Language.Tests;

public sealed class TokenEstimateTests
{
    // Counts by the encoding o200k_base, which the estimate must meet within its documented error.
    [Theory]
    [InlineData("The quick brown fox jumps over the lazy dog.", 10)]
    [InlineData("All human beings are born free and equal in dignity and rights.", 13)]
    [InlineData("Alle Menschen sind frei und gleich an Würde und Rechten geboren.", 14)]
    [InlineData("人人生而自由，在尊严和权利上一律平等。", 15)]
    [InlineData("1234567890", 4)]
    public void Common_text_is_estimated_within_a_third(string text, int tokens) =>
        ((double)TokenEstimate.Of(text)).ShouldBe(tokens, tolerance: (tokens * 0.34) + 1);

    [Theory]
    [InlineData("", 0)]
    [InlineData(" \n\t ", 0)]
    [InlineData("a", 1)]
    [InlineData("123 456", 2)]
    [InlineData("漢字", 2)]
    [InlineData("!?", 2)]
    public void Small_texts_cost_what_the_rules_say(string text, int tokens) => TokenEstimate.Of(text).ShouldBe(tokens);

    [Fact]
    public void Any_text_has_an_estimate_that_grows_with_it() =>
        HostileText.Check(text =>
        {
            var tokens = TokenEstimate.Of(text);
            return tokens >= (string.IsNullOrWhiteSpace(text) ? 0 : 1)
                && tokens <= (text.Length * 2) + 1
                && TokenEstimate.Of(text + "\nmore words") > tokens;
        });

    [Fact]
    public void Hundredths_add_up_where_a_text_is_cut_beside_white_space() =>
        HostileText.Check(text =>
        {
            var whole = "first" + text.Trim() + "last";
            var sum = TokenEstimate.HundredthsOf(whole) + TokenEstimate.HundredthsOf("\n\n") + TokenEstimate.HundredthsOf(whole);
            return TokenEstimate.HundredthsOf(whole + "\n\n" + whole) == sum && TokenEstimate.OfHundredths(sum) == TokenEstimate.Of(whole + "\n\n" + whole);
        });
}
