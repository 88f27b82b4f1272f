namespace Groundwork.Evals.Tests.Reviewing;

public sealed class ReviewRulesTests
{
    private static readonly ReviewRules s_rules = new() { ScoreBelow = 0.5, ConfidenceBelow = 0.3, SampleShare = 0.1 };

    [Fact]
    public void Each_rule_chooses_for_its_own_reason()
    {
        var chosen = (s_rules with { SampleShare = 0 }).Choose("q",
        [
            Candidate("fine") with { Score = 0.9, Confidence = 0.9, Verdicts = [1, 1] },
            Candidate("low") with { Score = 0.2 },
            Candidate("thumb") with { Score = 0.9, IsThumbsDown = true },
            Candidate("split") with { Verdicts = [1, 0], Score = 0.1 },
            Candidate("unsure") with { Confidence = 0.1 },
            Candidate("unknown"),
        ]);

        chosen.ToDictionary(item => item.Item.Id, item => item.Reason, StringComparer.Ordinal).ShouldBe(
            new Dictionary<string, ReviewReason>(StringComparer.Ordinal)
            {
                ["thumb"] = ReviewReason.ThumbsDown, ["low"] = ReviewReason.LowScore, ["split"] = ReviewReason.JudgesDisagree, ["unsure"] = ReviewReason.LowConfidence,
            }, ignoreOrder: true);
        chosen.Single(item => item.Reason == ReviewReason.JudgesDisagree).Verdict.ShouldBe(1);
    }

    [Fact]
    public void The_draw_depends_on_the_seed_and_not_on_the_order()
    {
        var candidates = Enumerable.Range(0, 100).Select(i => Candidate(FormattableString.Invariant($"c{i}"))).ToList();

        var drawn = s_rules.Choose("q", candidates).Select(item => item.Item.Id).ToList();

        drawn.Count.ShouldBe(10);
        candidates.Reverse();
        s_rules.Choose("q", candidates).Select(item => item.Item.Id).ShouldBe(drawn);
        (s_rules with { Seed = 2 }).Choose("q", candidates).Select(item => item.Item.Id).ShouldNotBe(drawn);
    }

    [Fact]
    public void Many_low_scores_do_not_crowd_out_the_sample()
    {
        var candidates = Enumerable.Range(0, 1_000).Select(i => Candidate(FormattableString.Invariant($"c{i}")) with { Score = i < 900 ? 0 : 1 }).ToList();

        var chosen = (s_rules with { Most = 20 }).Choose("q", candidates);

        chosen.Count.ShouldBe(20);
        chosen.Count(item => item.Reason == ReviewReason.Sample).ShouldBe(10);
    }

    [Fact]
    public void Candidates_of_one_id_and_shares_out_of_range_are_refused()
    {
        Should.Throw<ReviewException>(() => s_rules.Choose("q", [Candidate("a"), Candidate("a")])).Message.ShouldContain("\"a\"");
        Should.Throw<ReviewException>(() => (s_rules with { SampleShare = double.NaN }).Choose("q", []));
        s_rules.Choose("q", []).ShouldBeEmpty();
    }

    private static ReviewCandidate Candidate(string id) => new(new JudgedItem(id, "q", "a"));
}
