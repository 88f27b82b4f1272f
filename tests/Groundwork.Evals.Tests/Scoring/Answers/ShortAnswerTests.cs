using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Scoring.Answers;

public sealed class ShortAnswerTests
{
    [Theory]
    [InlineData("The Eiffel Tower.", "eiffel tower", "en", 1)]
    [InlineData("  ＥＩＦＦＥＬ\tTower ", "eiffel tower", "en", 1)]
    [InlineData("ΣΊΣΥΦΟΣ", "Σίσυφος", "el", 1)]
    [InlineData("U.S.", "us", "en", 1)]
    [InlineData("1,000", "1000", "en", 1)]
    [InlineData("1.5", "15", "en", 0)]
    [InlineData("3.142", "3142", "en", 0)]
    [InlineData("3.142.", "3.142", "en", 1)]
    [InlineData("3,142", "3142", "de", 0)]
    [InlineData("3.142", "3142", "de", 1)]
    [InlineData("0.125", "0125", "en", 0)]
    [InlineData("0.125", "0125", "de", 0)]
    [InlineData("0,125", "0125", "en", 0)]
    [InlineData("1.234.567", "1234567", "en", 1)]
    [InlineData("1,234.567", "1234.567", "en", 1)]
    [InlineData("12345.678", "12345678", "de", 0)]
    [InlineData("-5", "5", "en", 0)]
    [InlineData("a las tres", "las tres", "es", 0)]
    [InlineData("東京。", "東京", "ja", 1)]
    [InlineData("東 京", "東京", "zh", 1)]
    [InlineData(">=", "<=", "en", 0)]
    [InlineData(">=", " >= ", "en", 1)]
    [InlineData("the tower of Eiffel", "eiffel tower", "en", 0)]
    public void Answers_are_equal_after_folding_what_says_nothing(string given, string accepted, string language, double expected) =>
        Exact(given, language, accepted).Number().ShouldBe(expected);

    [Fact]
    public void Any_accepted_answer_will_do() => Exact("Bombay", "en", "Mumbai", "Bombay").ShouldBe(new Score.Value(1, "Equals \"Bombay\"."));

    [Fact]
    public void Without_a_tag_the_language_is_found() =>
        Scored.Of("exact", "exact_match", Scored.Sample(new Expectation { Answers = ["the capital of the United Kingdom"] }), Scored.Answer("Capital of United Kingdom")).Number().ShouldBe(1);

    [Fact]
    public void What_is_not_known_is_not_scored()
    {
        Scored.Of("exact", "exact_match", Scored.Sample(Expectation.Nothing), Scored.Answer("x")).ShouldBeOfType<Score.NotApplicable>();
        Scored.Of("exact", "exact_match", Scored.Sample(new Expectation { Answers = ["x"], IsAnswerable = false }), Scored.Answer("x")).ShouldBeOfType<Score.NotApplicable>();
    }

    [Fact]
    public void Failing_declining_and_silence_are_wrong()
    {
        var sample = Scored.Sample(new Expectation { Answers = ["x"] });
        Scored.Of("exact", "exact_match", sample, Scored.Failure).Number().ShouldBe(0);
        Scored.Of("exact", "exact_match", sample, Scored.Refusal).Number().ShouldBe(0);
        Scored.Of("tokens", "token_f1", sample, Scored.Answer(" \n")).Number().ShouldBe(0);
    }

    [Theory]
    [InlineData("in the Rhine valley", "Rhine", "en", 1.0 / 3, 1, 0.5)]
    [InlineData("Rhine Rhine Rhine", "the Rhine", "en", 1.0 / 3, 1, 0.5)]
    [InlineData("東京都", "東京", "ja", 2.0 / 3, 1, 0.8)]
    [InlineData("กรุงเทพ", "กรุง", "th", 4.0 / 7, 1, 8.0 / 11)]
    [InlineData("iPhone手机", "手机", "zh", 2.0 / 3, 1, 0.8)]
    [InlineData("Oslo", "Bergen", "no", 0, 0, 0)]
    [InlineData("...", "the", "en", 1, 1, 1)]
    public void Tokens_are_words_or_characters_by_script(string given, string accepted, string language, double precision, double recall, double f1)
    {
        var scores = Scored.By("tokens", Scored.Sample(new Expectation { Answers = [accepted] }, language), Scored.Answer(given));
        scores["token_precision"].Number().ShouldBe(precision, 1e-12);
        scores["token_recall"].Number().ShouldBe(recall, 1e-12);
        scores["token_f1"].Number().ShouldBe(f1, 1e-12);
    }

    [Fact]
    public void The_nearest_accepted_answer_counts() =>
        Scored.Of("tokens", "token_f1", Scored.Sample(new Expectation { Answers = ["Lake Geneva", "Lac Léman"] }, "en"), Scored.Answer("lac leman léman")).Number().ShouldBe(0.8, 1e-12);

    [Fact]
    public void A_text_with_a_lone_surrogate_is_compared_as_it_is() => Exact("a\uD800b", "en", "a\uD800b").Number().ShouldBe(1);

    [Theory]
    [InlineData("It is 1.234,5 m", "1234.5", "de", 1)]
    [InlineData("1,234.5", "1234.5", "en", 1)]
    [InlineData("1.234", "1234", "de", 1)]
    [InlineData("1.234", "1234", "en", 0)]
    [InlineData("1.234", "1,234", "xx", 1)]
    [InlineData("1\u202F234,5", "1234.5", "fr", 1)]
    [InlineData("1'234.50", "1234,5", "xx", 1)]
    [InlineData("12 %", "12", "en", 1)]
    [InlineData("12\u00A0%", "0.12", "en", 1)]
    [InlineData("0.12", "12%", "en", 1)]
    [InlineData("½", "0.5", "en", 1)]
    [InlineData("2½ cups", "2.5", "en", 1)]
    [InlineData("3/4", "¾", "en", 1)]
    [InlineData("١٢", "12", "ar", 1)]
    [InlineData("١٬٢٣٤٫٥", "1234.5", "ar", 1)]
    [InlineData("１２", "12", "ja", 1)]
    [InlineData("は12個です", "12", "ja", 1)]
    [InlineData("1e-3", "0.001", "en", 1)]
    [InlineData("−5", "-5", "en", 1)]
    [InlineData("5", "-5", "en", 0)]
    [InlineData("12,34,567", "1234567", "en", 1)]
    [InlineData("from 3 apples to 5", "5", "en", 1)]
    [InlineData("5-10", "10", "en", 1)]
    [InlineData("12 km", "12 m", "en", 1)]
    [InlineData("no number at all", "12", "en", 0)]
    [InlineData("model A4 or v1.2", "4", "en", 0)]
    [InlineData("0.30000000000000004", "0.3", "en", 1)]
    [InlineData("1e999", "12", "en", 0)]
    public void Numbers_are_read_as_people_write_them(string given, string accepted, string language, double expected) =>
        Scored.Of("numeric", "numeric_match", Scored.Sample(new Expectation { Answers = [accepted] }, language), Scored.Answer(given)).Number().ShouldBe(expected);

    [Theory]
    [InlineData("numeric:tolerance=0.01", "numeric_match/±0.01", "3.15", 1)]
    [InlineData("numeric:tolerance=0.01", "numeric_match/±0.01", "3.16", 0)]
    [InlineData("numeric:tolerance=1%", "numeric_match/±1%", "3.17", 1)]
    [InlineData("numeric:relative=0.01", "numeric_match/±1%", "3.18", 0)]
    public void A_tolerance_is_absolute_or_a_share(string spec, string metric, string given, double expected) =>
        Scored.Of(spec, metric, Scored.Sample(new Expectation { Answers = ["3.14"] }, "en"), Scored.Answer(given)).Number().ShouldBe(expected);

    [Fact]
    public void An_expectation_without_a_number_is_not_scored() =>
        Scored.Of("numeric", "numeric_match", Scored.Sample(new Expectation { Answers = ["many"] }, "en"), Scored.Answer("12")).ShouldBeOfType<Score.NotApplicable>();

    [Fact]
    public void Endless_digits_are_read_in_time() =>
        Scored.Of("numeric", "numeric_match", Scored.Sample(new Expectation { Answers = ["7"] }, "en"), Scored.Answer(new string('9', 500_000) + " " + string.Concat(Enumerable.Repeat("1,2.", 100_000)) + " 7"))
            .Number().ShouldBe(1);

    [Theory]
    [InlineData("numeric:tolerance=-1")]
    [InlineData("numeric:tolerance=NaN")]
    [InlineData("numeric:tolerence=1")]
    [InlineData("exact:case")]
    public void Settings_that_make_no_sense_are_refused(string spec) => Should.Throw<ScorerSpecException>(() => Scorers.Create(spec));

    private static Score Exact(string given, string language, params string[] accepted) =>
        Scored.Of("exact", "exact_match", Scored.Sample(new Expectation { Answers = accepted }, language), Scored.Answer(given));
}
