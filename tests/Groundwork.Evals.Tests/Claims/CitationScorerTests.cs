namespace Groundwork.Evals.Tests.Claims;

public sealed class CitationScorerTests
{
    private const string Text = "Alpha is one. Beta is two and Gamma is three. Shall I go on?";

    private readonly CitationScorer _scorer = new(new ContainsEntailment());

    [Fact]
    public async Task A_needless_citation_costs_precision_and_a_question_costs_no_recall()
    {
        var scored = await ScoreAsync(
            Observed.Claim(Text, "Alpha is one.", Observed.Cites("d0"), Observed.Cites("d3")),
            Observed.Claim(Text, "Beta is two and Gamma is three.", Observed.Cites("d1"), Observed.Cites("d2")));

        scored.ValueOf(_scorer, "citation_recall").ShouldBe(1);
        // d3 supports nothing, and Alpha is supported without it.
        scored.ValueOf(_scorer, "citation_precision").ShouldBe(3 / 4.0, 1e-12);
        scored.ValueOf(_scorer, "citation_f1").ShouldBe(2 * 0.75 / 1.75, 1e-12);
        scored.ValueOf(_scorer, "citations_hold").ShouldBe(1);
    }

    [Fact]
    public async Task A_citation_that_points_nowhere_costs_everything_it_touches()
    {
        var scored = await ScoreAsync(Observed.Claim(Text, "Alpha is one.", Observed.Cites("d0"), Observed.Cites("invented", CitationCheck.NoDocument)));

        scored.ValueOf(_scorer, "citation_recall").ShouldBe(0);
        scored.ValueOf(_scorer, "citation_precision").ShouldBe(0);
        var holds = scored.Of(_scorer, "citations_hold").ShouldBeOfType<Score.Value>();
        (holds.Number, holds.Weight).ShouldBe((0.5, 2));
    }

    [Fact]
    public async Task A_sentence_without_a_citation_costs_recall()
    {
        var scored = await ScoreAsync(Observed.Claim(Text, "Alpha is one.", Observed.Cites("d0")));

        var recall = scored.Of(_scorer, "citation_recall").ShouldBeOfType<Score.Value>();
        (recall.Number, recall.Weight).ShouldBe((0.5, 2));
        scored.ValueOf(_scorer, "citation_precision").ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_cites_nothing_has_recall_and_f1_zero_and_no_precision()
    {
        var scored = await ScoreAsync();

        scored.ValueOf(_scorer, "citation_recall").ShouldBe(0);
        scored.ValueOf(_scorer, "citation_f1").ShouldBe(0);
        scored.Of(_scorer, "citation_precision").ShouldBeOfType<Score.NotApplicable>();
        scored.Of(_scorer, "citations_hold").ShouldBeOfType<Score.NotApplicable>();
    }

    [Theory]
    [InlineData("d0", "Alpha  is\none", 1)]
    [InlineData("d0", "Alpha is two", 0)]
    [InlineData("elsewhere", "Alpha is one", 0)]
    public async Task An_unchecked_citation_is_checked_against_the_passages(string document, string quote, double expected)
    {
        var scored = await ScoreAsync(Observed.Claim(Text, "Alpha is one.", Observed.Cites(document, CitationCheck.Unchecked, quote)));

        scored.ValueOf(_scorer, "citations_hold").ShouldBe(expected);
    }

    [Fact]
    public async Task A_citation_that_nobody_can_check_fails_instead_of_holding()
    {
        var observation = new Observation("s", 0, ObservedOutcome.Answered, Text) { Claims = [Observed.Claim(Text, "Alpha is one.", Observed.Cites("d0", CitationCheck.Unchecked))] };

        (await _scorer.ScoreAsync(Observed.Sample(), observation, CancellationToken.None)).Of(_scorer, "citations_hold").ShouldBeOfType<Score.Failed>();
    }

    [Fact]
    public async Task Without_an_entailment_only_the_layer_without_a_model_is_scored()
    {
        var plain = new CitationScorer();

        plain.Metrics.ShouldHaveSingleItem().Judge.ShouldBeNull();
        var scored = await plain.ScoreAsync(Observed.Sample(), Answered(Observed.Claim(Text, "Alpha is one.", Observed.Cites("d0"))), CancellationToken.None);
        scored.ValueOf(plain, "citations_hold").ShouldBe(1);
    }

    [Fact]
    public async Task A_subject_that_does_not_cite_and_one_that_failed_are_told_apart()
    {
        (await _scorer.ScoreAsync(Observed.Sample(), Observed.Answer("Alpha is one.", "Alpha"), CancellationToken.None)).Scores.ShouldAllBe(score => score is Score.NotApplicable);
        (await _scorer.ScoreAsync(Observed.Sample(), new Observation("s", 0, ObservedOutcome.Failed, ""), CancellationToken.None)).Scores.ShouldAllBe(score => score is Score.Failed);
    }

    [Fact]
    public async Task A_missing_verdict_is_not_a_missing_support()
    {
        const string Odd = "Alpha is unjudgeable.";
        var observation = Observed.Answer(Odd, "Alpha is one") with { Claims = [Observed.Claim(Odd, Odd, Observed.Cites("d0"))] };

        var scored = await _scorer.ScoreAsync(Observed.Sample(), observation, CancellationToken.None);

        scored.Of(_scorer, "citation_recall").ShouldBeOfType<Score.Failed>();
        scored.Of(_scorer, "citation_f1").ShouldBeOfType<Score.Failed>();
        scored.ValueOf(_scorer, "citations_hold").ShouldBe(1);
    }

    private ValueTask<ScoredObservation> ScoreAsync(params ObservedClaim[] claims) => _scorer.ScoreAsync(Observed.Sample(), Answered(claims), CancellationToken.None);

    private static Observation Answered(params ObservedClaim[] claims) => Observed.Answer(Text, "Alpha is one", "Beta is two", "Gamma is three", "Something else") with { Claims = claims };

    [Theory]
    [InlineData(CitationCheck.QuoteDiffers)]
    [InlineData(CitationCheck.OutsideText)]
    [InlineData(CitationCheck.NotPermitted)]
    public async Task A_citation_whose_place_or_words_are_wrong_supports_nothing(CitationCheck check) =>
        (await ScoreAsync(Observed.Claim(Text, "Alpha is one.", Observed.Cites("d0", check)), Observed.Claim(Text, "Beta is two and Gamma is three.", Observed.Cites("d1"), Observed.Cites("d2")))).ValueOf(_scorer, "citation_recall").ShouldBe(0.5);

    [Fact]
    public async Task A_quote_is_judged_by_its_sentences_and_their_neighbours_and_not_by_the_whole_document()
    {
        const string Answer = "Alpha is one.";
        var passage = "Alpha is one. Second here. Third here. Fourth here. Fifth here.";
        async Task<double> RecallAsync(string quote) =>
            (await _scorer.ScoreAsync(Observed.Sample(), Observed.Answer(Answer, passage) with { Claims = [Observed.Claim(Answer, Answer, Observed.Cites("d0", CitationCheck.Unchecked, quote))] }, CancellationToken.None)).ValueOf(_scorer, "citation_recall");

        (await RecallAsync("Second here")).ShouldBe(1);
        (await RecallAsync("Fourth here")).ShouldBe(0);
        (await RecallAsync("")).ShouldBe(1);
    }
}
