namespace Groundwork.Evals.Tests.Claims;

public sealed class AbstentionScorerTests
{
    private static readonly Observation s_answer = Observed.Answer("Alpha is one.", "Alpha is one");
    private static readonly Observation s_refusal = new("s", 0, ObservedOutcome.Abstained, "I do not know.");

    private readonly AbstentionScorer _scorer = new(new ClaimMatrixScorer(new ContainsEntailment()), "faithfulness");

    [Fact]
    public async Task Weights_make_f1_a_weighted_mean_over_items()
    {
        var scores = new List<Score>();
        foreach (var (observation, isAnswerable) in new[] { (s_refusal, false), (s_refusal, false), (s_refusal, true), (s_answer, false), (s_answer, true) })
            scores.Add((await ScoreAsync(observation, isAnswerable)).Of(_scorer, "abstention_f1"));

        var values = scores.OfType<Score.Value>().ToList();
        // Two right refusals, one needless, one missing: precision 2/3, recall 2/3.
        (values.Sum(value => value.Number * value.Weight) / values.Sum(value => value.Weight)).ShouldBe(2 / 3.0, 1e-12);
    }

    [Theory]
    [InlineData(false, true, 1)]
    [InlineData(true, true, 0)]
    [InlineData(false, false, 0)]
    [InlineData(true, false, 1)]
    public async Task The_combined_score_pays_right_refusals_and_good_answers(bool isAnswerable, bool refuses, double expected)
    {
        var scored = await ScoreAsync(refuses ? s_refusal : s_answer, isAnswerable);

        scored.ValueOf(_scorer, "combined_faithfulness").ShouldBe(expected);
        (scored.Of(_scorer, "answered_faithfulness") is Score.Value).ShouldBe(isAnswerable && !refuses);
        (scored.Of(_scorer, "abstention_precision") is Score.Value).ShouldBe(refuses);
        (scored.Of(_scorer, "abstention_recall") is Score.Value).ShouldBe(!isAnswerable);
    }

    [Fact]
    public async Task Where_nobody_knows_whether_it_can_be_answered_nothing_is_scored() =>
        (await _scorer.ScoreAsync(Observed.Sample(), s_answer, CancellationToken.None)).Scores.ShouldAllBe(score => score is Score.NotApplicable);

    [Fact]
    public async Task A_failure_is_no_refusal() =>
        (await ScoreAsync(new Observation("s", 0, ObservedOutcome.Failed, ""), false)).Scores.ShouldAllBe(score => score is Score.Failed);

    [Fact]
    public void A_metric_that_does_not_exist_or_is_no_quality_is_refused()
    {
        var claims = new ClaimMatrixScorer(new ContainsEntailment());

        Should.Throw<ArgumentException>(() => new AbstentionScorer(claims, "faithfullness")).Message.ShouldContain("faithfullness");
        Should.Throw<ArgumentException>(() => new AbstentionScorer(claims, "hallucination"));
    }

    private ValueTask<ScoredObservation> ScoreAsync(Observation observation, bool isAnswerable) => _scorer.ScoreAsync(Observed.Sample(isAnswerable: isAnswerable), observation, CancellationToken.None);

    [Theory]
    [InlineData("The dose is 500 mg, although this is not mentioned in the leaflet.", false)]
    [InlineData("The sky is blue, although this is not mentioned in the text.", false)]
    [InlineData("The hotline does not answer after 18:00.", false)]
    [InlineData("I don't know the reason, but the dose is high.", false)]
    [InlineData("The dose is 500 mg, right?", false)]
    [InlineData("The dose for adults is 500 mg:", false)]
    [InlineData("I could not find any information about the dose of ibuprofen for children in the documents.", true)]
    [InlineData("Unfortunately, the provided documents do not contain the answer.", true)]
    [InlineData("I'm sorry, I cannot answer this question based on the provided context.", true)]
    [InlineData("The price of the pump is not mentioned in the documents.", true)]
    [InlineData("Leider gibt es in den Dokumenten keine Angaben zu Nebenwirkungen.", true)]
    [InlineData("Lo siento, no tengo información sobre eso en los documentos proporcionados.", true)]
    [InlineData("抱歉，我无法回答这个问题。", true)]
    [InlineData("I do not know. Please ask your doctor, who knows more?", true)]
    public async Task Only_a_sentence_that_says_little_else_is_a_refusal(string text, bool refuses) =>
        (await ScoreAsync(Observed.Answer(text, "Alpha is one"), false)).ValueOf(_scorer, "abstention_recall").ShouldBe(refuses ? 1 : 0);
}
