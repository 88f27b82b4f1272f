using FsCheck;
using FsCheck.Fluent;
using Groundwork.Evals.Scoring.Overlap;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Scoring.Overlap;

public sealed class TextOverlapTests
{
    // The example of sacreBLEU's README.
    private static readonly (string Text, IReadOnlyList<string> References)[] Readme =
    [
        ("The dog bit the man.", ["The dog bit the man.", "The dog had bit the man."]),
        ("It wasn't surprising.", ["It was not unexpected.", "No one was surprised."]),
        ("The man had just bitten him.", ["The man bit him first.", "The man had bitten the dog."]),
    ];

    [Fact]
    public void A_corpus_has_the_score_that_sacrebleu_documents()
    {
        (TextOverlap.CorpusBleu(Readme) * 100).ShouldBe(48.53, 0.005);
        (TextOverlap.CorpusChrF(Readme) * 100).ShouldBe(59.73, 0.005);
    }

    // Published for these two sentences by the lightyear project, which asks sacreBLEU.
    [Fact]
    public void A_sentence_has_the_score_that_sacrebleu_gives()
    {
        (TextOverlap.Bleu("The dog bit the man.", ["The dog had bit the man."]) * 100).ShouldBe(51.15078115793242, 1e-9);
        (TextOverlap.ChrF("The dog bit the man.", ["The dog had bit the man."]) * 100).ShouldBe(67.64711450656517, 1e-9);
    }

    // Papineni et al. 2002, section 2.1: two of the seven "the" count.
    [Fact]
    public void A_word_counts_as_often_as_a_reference_has_it()
    {
        var counts = Bleu.Count("the the the the the the the", ["The cat is on the mat", "There is a cat on the mat"]);
        counts.Correct[0].ShouldBe(1);
        Bleu.Count("the the the the the the the", ["the cat is on the mat", "there is a cat on the mat"]).Correct[0].ShouldBe(2);
        counts.Total.ShouldBe([7, 6, 5, 4]);
    }

    // Orders without a hit are halved again and again: 1/1, 1/(2·1) over "effective order" 2.
    [Fact]
    public void Orders_without_a_hit_are_smoothed() => TextOverlap.Bleu("b a", ["a b"]).ShouldBe(Math.Sqrt(1.0 / 2), 1e-12);

    [Fact]
    public void A_short_text_pays_for_its_brevity() => TextOverlap.Bleu("a b c d", ["a b c d e f"]).ShouldBe(Math.Exp(1 - (6.0 / 4)), 1e-12);

    [Fact]
    public void Numbers_keep_their_marks_and_characters_stand_alone() =>
        BleuTokens.Of("It costs $3.50, (1,000-times) 東京は夜。").ShouldBe(["It", "costs", "$", "3.50", ",", "(", "1,000", "-", "times", ")", "東", "京", "は", "夜", "。"]);

    // Popović 2015 on "ab" and "abc", by hand: precision (2/2 + 1/1) / 2, recall (2/3 + 1/2) / 2 over the two orders that both have.
    [Fact]
    public void Character_f_scores_come_out_by_hand()
    {
        const double precision = 1;
        const double recall = ((2.0 / 3) + (1.0 / 2)) / 2;
        TextOverlap.ChrF("a b", ["abc"]).ShouldBe(5 * precision * recall / ((4 * precision) + recall), 1e-12);
    }

    [Fact]
    public void Words_count_in_the_variant_with_words() =>
        TextOverlap.ChrF("the cat.", ["the dog."], withWords: true).ShouldNotBe(TextOverlap.ChrF("the cat.", ["the dog."]));

    // Lin 2004, section 3.1: "police kill the gunman" has 3 of 4 words in order, "the gunman kill police" has 2.
    [Theory]
    [InlineData("police kill the gunman", 0.75)]
    [InlineData("the gunman kill police", 0.5)]
    [InlineData("the gunman police killed", 0.5)]
    public void Rouge_l_equals_the_examples_of_its_paper(string text, double expected) =>
        Rouge("police killed the gunman", text)["rouge_l"].Number().ShouldBe(expected, 1e-12);

    // Lin 2004, section 3.2: the union of the subsequences with both sentences is w1 w2 w3 w5.
    [Fact]
    public void Rouge_lsum_takes_the_union_over_sentences()
    {
        var scores = Rouge("w1 w2 w3 w4 w5", "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5");
        scores["rouge_lsum"].Number().ShouldBe(2 * 0.8 * 0.4 / 1.2, 1e-12);
        // Across sentences w3 stands behind w2, the other way round it does not.
        Rouge("w1 w2 w3 w4 w5", "w1 w3 w8 w9 w5\nw1 w2 w6 w7 w8")["rouge_lsum"].ShouldBe(scores["rouge_lsum"]);
        Rouge("w1 w2 w3 w4 w5", "w1 w3 w8 w9 w5\nw1 w2 w6 w7 w8")["rouge_l"].Number().ShouldBe(2 * 0.6 * 0.3 / 0.9, 1e-12);
    }

    [Fact]
    public void Subsequences_of_many_words_have_the_length_of_the_plain_table() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var left = Enumerable.Range(0, random.Next(200)).Select(_ => ((char)('a' + random.Next(4))).ToString()).ToList();
            var right = Enumerable.Range(0, random.Next(200)).Select(_ => ((char)('a' + random.Next(5))).ToString()).ToList();
            CommonSubsequence.Length(left, right, CancellationToken.None).ShouldBe(CommonSubsequence.Places(left, right).Count);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_overlap_is_a_share_and_equality_is_whole() =>
        Prop.ForAll<string, string>((left, right) =>
        {
            foreach (var value in new[] { TextOverlap.Bleu(left ?? "", [right ?? ""]), TextOverlap.ChrF(left ?? "", [right ?? ""]), TextOverlap.ChrF(left ?? "", [right ?? ""], withWords: true) })
                value.ShouldBeInRange(0, 1);
            if (!string.IsNullOrWhiteSpace(left))
            {
                TextOverlap.Bleu(left, [left]).ShouldBe(1);
                TextOverlap.ChrF(left, [left]).ShouldBe(1);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_best_reference_counts_and_without_one_nothing_is_said()
    {
        var sample = Scored.Sample(new Expectation { Answers = ["x y z", "the cat sat down"] });
        Scored.Of("bleu", "bleu_sentence", sample, Scored.Answer("the cat sat down")).Number().ShouldBe(1);
        Scored.Of("chrf", "chrf", sample, Scored.Answer("the cat sat down")).Number().ShouldBe(1);
        Scored.Of("rouge-l", "rouge_l", sample, Scored.Answer("the cat sat down")).Number().ShouldBe(1);
        Scored.Of("chrf", "chrf", Scored.Sample(Expectation.Nothing), Scored.Answer("x")).ShouldBeOfType<Score.NotApplicable>();
        Scored.Of("bleu", "bleu_sentence", sample, Scored.Failure).Number().ShouldBe(0);
    }

    [Fact]
    public void Texts_of_a_book_are_compared_or_said_to_be_too_long()
    {
        var sample = Scored.Sample(new Expectation { Reference = string.Join(' ', Enumerable.Range(0, 20_000).Select(number => $"w{number % 977}")) });
        var scores = Scored.By("rouge-l", sample, Scored.Answer(string.Join(' ', Enumerable.Range(0, 20_000).Select(number => $"w{number % 991}"))));
        scores["rouge_l"].Number().ShouldBeInRange(0.1, 1);
        scores["rouge_lsum"].ShouldBeOfType<Score.Failed>().Reason.ShouldContain("too long");
    }

    private static IReadOnlyDictionary<string, Score> Rouge(string reference, string text) => Scored.By("rouge-l", Scored.Sample(new Expectation { Reference = reference }, "en"), Scored.Answer(text));
}
