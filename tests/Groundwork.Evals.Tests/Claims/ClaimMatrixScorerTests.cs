namespace Groundwork.Evals.Tests.Claims;

public sealed class ClaimMatrixScorerTests
{
    private readonly ClaimMatrixScorer _scorer = new(new ContainsEntailment());

    [Fact]
    public async Task Every_figure_follows_from_a_small_matrix()
    {
        // Right and found; wrong and in a relevant passage; wrong and in an irrelevant one; wrong and nowhere; right and nowhere.
        var scored = await ScoreAsync(
            Observed.Answer("Alpha is one. Beta is two. Gamma is three. Delta is four. Omega is nine.", "Alpha is one. Beta is two", "Gamma is three", "Nothing else here"),
            Observed.Sample("Alpha is one. Omega is nine. Sigma is six."));

        scored.ValueOf(_scorer, "faithfulness").ShouldBe(3 / 5.0, 1e-12);
        scored.ValueOf(_scorer, "claim_precision").ShouldBe(2 / 5.0, 1e-12);
        scored.ValueOf(_scorer, "claim_recall").ShouldBe(2 / 3.0, 1e-12);
        scored.ValueOf(_scorer, "claim_f1").ShouldBe(2 * 0.4 * (2 / 3.0) / (0.4 + (2 / 3.0)), 1e-12);
        scored.ValueOf(_scorer, "noise_relevant").ShouldBe(1 / 5.0, 1e-12);
        scored.ValueOf(_scorer, "noise_irrelevant").ShouldBe(1 / 5.0, 1e-12);
        scored.ValueOf(_scorer, "hallucination").ShouldBe(1 / 5.0, 1e-12);
        scored.ValueOf(_scorer, "self_knowledge").ShouldBe(1 / 5.0, 1e-12);
        scored.ValueOf(_scorer, "context_recall").ShouldBe(1 / 3.0, 1e-12);
        scored.ValueOf(_scorer, "context_precision").ShouldBe(1, 1e-12);
        scored.ValueOf(_scorer, "context_relevance").ShouldBe(1 / 3.0, 1e-12);
        scored.ValueOf(_scorer, "context_utilisation").ShouldBe(1, 1e-12);
    }

    [Fact]
    public async Task A_claim_that_needs_two_passages_is_supported_by_all_together_only()
    {
        var scored = await ScoreAsync(Observed.Answer("Alpha is one and Beta is two.", "Alpha is one", "Beta is two"), Observed.Sample());

        scored.ValueOf(_scorer, "faithfulness").ShouldBe(0);
        scored.ValueOf(_scorer, "faithfulness_joint").ShouldBe(1);
    }

    [Fact]
    public async Task Ranked_precision_punishes_a_relevant_passage_in_last_place()
    {
        var scored = await ScoreAsync(Observed.Answer("Alpha is one.", "x", "y", "Alpha is one"), Observed.Sample("Alpha is one."));

        scored.ValueOf(_scorer, "context_precision").ShouldBe(1 / 3.0, 1e-12);
    }

    [Fact]
    public async Task A_failed_subject_is_failed_in_every_metric_and_a_refusal_in_none()
    {
        (await ScoreAsync(new Observation("s", 0, ObservedOutcome.Failed, ""), Observed.Sample("A."))).Scores.ShouldAllBe(score => score is Score.Failed);
        (await ScoreAsync(Observed.Answer("   "), Observed.Sample("A."))).Scores.ShouldAllBe(score => score is Score.Failed);
        (await ScoreAsync(new Observation("s", 0, ObservedOutcome.Abstained, "No."), Observed.Sample("A."))).Scores.ShouldAllBe(score => score is Score.NotApplicable);
    }

    [Theory]
    [InlineData("I'm sorry, I could not find that in the documents. Would you like me to look elsewhere?")]
    [InlineData("Das kann ich nicht beantworten.")]
    [InlineData("我不知道。")]
    [InlineData("お答えできません。")]
    public async Task An_answer_of_refusals_alone_is_a_refusal_whatever_its_outcome_says(string text) =>
        (await ScoreAsync(Observed.Answer(text, "Alpha is one"), Observed.Sample("Alpha is one."))).Scores.ShouldAllBe(score => score is Score.NotApplicable);

    [Fact]
    public async Task Nothing_retrieved_gives_recall_zero_and_precision_not_applicable()
    {
        var scored = await ScoreAsync(Observed.Answer("Alpha is one."), Observed.Sample("Alpha is one."));

        scored.ValueOf(_scorer, "context_recall").ShouldBe(0);
        scored.ValueOf(_scorer, "faithfulness").ShouldBe(0);
        scored.Of(_scorer, "context_precision").ShouldBeOfType<Score.NotApplicable>();
        scored.ValueOf(_scorer, "self_knowledge").ShouldBe(1);
    }

    [Fact]
    public async Task Without_passages_or_reference_what_needs_them_is_not_applicable()
    {
        var bare = await ScoreAsync(new Observation("s", 0, ObservedOutcome.Answered, "Alpha is one."), Observed.Sample());

        bare.Scores.ShouldAllBe(score => score is Score.NotApplicable);
    }

    [Fact]
    public async Task An_answer_without_any_claim_has_no_faithfulness()
    {
        var scored = await ScoreAsync(Observed.Answer("Hello! What do you mean?", "Alpha is one"), Observed.Sample("Alpha is one."));

        scored.Of(_scorer, "faithfulness").ShouldBeOfType<Score.NotApplicable>();
        scored.ValueOf(_scorer, "context_recall").ShouldBe(1);
        scored.ValueOf(_scorer, "claim_recall").ShouldBe(0);
    }

    [Fact]
    public async Task A_missing_verdict_fails_what_depends_on_it_and_nothing_else()
    {
        var scored = await ScoreAsync(Observed.Answer("Alpha is one. Beta is unjudgeable.", "Alpha is one"), Observed.Sample("Alpha is one."));

        scored.Of(_scorer, "faithfulness").ShouldBeOfType<Score.Failed>();
        scored.Of(_scorer, "hallucination").ShouldBeOfType<Score.Failed>();
        scored.ValueOf(_scorer, "context_recall").ShouldBe(1);
        scored.ValueOf(_scorer, "context_precision").ShouldBe(1);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(null)]
    public async Task A_judge_that_crashes_or_answers_too_little_fails_the_cells_and_never_the_run(Type? crash)
    {
        var scorer = new ClaimMatrixScorer(new BrokenEntailment(crash is not null));

        var scored = await scorer.ScoreAsync(Observed.Sample("Alpha is one."), Observed.Answer("Alpha is one.", "Alpha is one"), CancellationToken.None);

        scored.Scores.ShouldAllBe(score => score is Score.Failed);
        scored.Evidence.ShouldNotBeNull().ShouldContain("broken");
    }

    [Fact]
    public async Task Uncited_sentences_beside_named_claims_are_claims_too()
    {
        const string Text = "Alpha is one. Beta is two. Why not?";
        var observation = Observed.Answer(Text, "Alpha is one") with { Claims = [Observed.Claim(Text, "Alpha is one.", Observed.Cites("d0"))] };

        var scored = await ScoreAsync(observation, Observed.Sample());

        scored.ValueOf(_scorer, "faithfulness").ShouldBe(0.5);
    }

    [Fact]
    public async Task A_claim_outside_the_answer_is_refused()
    {
        var observation = Observed.Answer("Short.", "Short") with { Claims = [new ObservedClaim(new Language.TextSpan(3, 40), [])] };

        (await ScoreAsync(observation, Observed.Sample())).Scores.ShouldAllBe(score => score is Score.Failed);
    }

    [Fact]
    public async Task A_huge_answer_is_refused_before_any_call()
    {
        var entailment = new ContainsEntailment();
        var scorer = new ClaimMatrixScorer(entailment);

        var scored = await scorer.ScoreAsync(Observed.Sample(), Observed.Answer(string.Concat(Enumerable.Repeat("Alpha is one. ", 5_000)), "Alpha"), CancellationToken.None);

        scored.Scores.ShouldAllBe(score => score is Score.Failed);
        entailment.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task The_matrix_comes_back_from_its_stored_form_and_gives_the_same_scores()
    {
        var scored = await ScoreAsync(Observed.Answer("Alpha is one. Beta is unjudgeable.", "Alpha is one", "Gamma"), Observed.Sample("Alpha is one. Delta is four."));

        var matrix = ClaimMatrixFormat.Read(scored.Evidence!);

        _scorer.ScoresOf(matrix).ShouldBe(scored.Scores);
        ClaimMatrixFormat.Write(matrix).ShouldBe(scored.Evidence);
        matrix.Judge.ShouldBe("contains");
        matrix.AnswerClaims.Select(claim => claim.Text).ShouldBe(["Alpha is one.", "Beta is unjudgeable."]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"version":9,"judge":"j","judgeFingerprint":"f","answerClaims":[]}""")]
    [InlineData("""{"version":1,"judge":"j","judgeFingerprint":"f","passages":[{"id":"p","document":"d","cited":false}],"answerClaims":[{"start":0,"length":1,"text":"a","byPassage":[]}]}""")]
    [InlineData("""{"version":1,"judge":"j","judgeFingerprint":"f","passages":[{"id":"p","document":"d","cited":false}],"answerClaims":[{"start":0,"length":1,"text":"a","byPassage":[{}]}]}""")]
    public void What_is_no_matrix_is_refused(string json) => Should.Throw<FormatException>(() => ClaimMatrixFormat.Read(json));

    [Fact]
    public async Task Cancellation_leaves_as_cancellation()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () => await _scorer.ScoreAsync(Observed.Sample(), Observed.Answer("Alpha is one.", "Alpha"), cancelled.Token));
    }

    private ValueTask<ScoredObservation> ScoreAsync(Observation observation, Sample sample) => _scorer.ScoreAsync(sample, observation, CancellationToken.None);

    private sealed class BrokenEntailment(bool crashes) : IEntailment
    {
        public string Name => "broken";

        public string Fingerprint => "broken";

        public ValueTask<IReadOnlyList<Entailment>> JudgeAsync(string premise, IReadOnlyList<string> statements, CancellationToken cancellationToken) =>
            crashes ? throw new InvalidOperationException("Down.") : ValueTask.FromResult<IReadOnlyList<Entailment>>([]);
    }

    [Fact]
    public void What_named_claims_leave_of_a_sentence_is_a_claim_and_a_word_or_a_nested_claim_is_none_of_its_own()
    {
        string[] Of(string text, params string[] named) =>
            [.. Evals.Claims.ClaimSplitter.Of(Observed.Answer(text) with { Claims = [.. named.Select(words => Observed.Claim(text, words, Observed.Cites(words)))] })!.Select(claim => $"{claim.Span.Of(text)}|{claim.Citations.Count}")];

        Of("Alpha is one and Beta is two.", "Alpha is one").ShouldBe(["Alpha is one|1", "and Beta is two.|0"]);
        Of("Alpha is one, too.", "Alpha is one").ShouldBe(["Alpha is one|1"]);
        Of("Alpha is one and Beta is two.", "Alpha").ShouldBe(["Alpha is one and Beta is two.|1"]);
        Of("Alpha is one and Beta is two.", "Alpha is one and Beta is two.", "Beta is two").ShouldBe(["Alpha is one and Beta is two.|2"]);
        Of("- The tank must stay above freezing.\n\n-5 °C is too cold.\n\n#1 is the best pump.").ShouldBe(["The tank must stay above freezing.|0", "-5 °C is too cold.|0", "#1 is the best pump.|0"]);
    }

    [Fact]
    public async Task Empty_reference_claims_without_a_reference_are_no_reference()
    {
        var sample = new Sample("s", "What?", new Expectation { ReferenceClaims = [] });

        (await ScoreAsync(Observed.Answer("Alpha is one.", "Alpha is one"), sample)).Of(_scorer, "claim_precision").ShouldBeOfType<Score.NotApplicable>();
    }
}
