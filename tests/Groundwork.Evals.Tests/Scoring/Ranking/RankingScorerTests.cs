using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Scoring.Ranking;

public sealed class RankingScorerTests
{
    private static readonly Sample Judged = Scored.Sample(new Expectation { Relevant = Grades(("a", 2), ("b", 1), ("c", 0)) });

    [Fact]
    public void A_ranking_is_measured()
    {
        var scores = Scored.By("ranking:precision@2,recall@2,mrr,ndcg@2,judged@2", Judged, Ranked(("x", 3), ("a", 2), ("b", 1)));
        scores["precision@2"].Number().ShouldBe(0.5);
        scores["recall@2"].Number().ShouldBe(0.5);
        scores["mrr"].Number().ShouldBe(0.5);
        scores["ndcg@2"].Number().ShouldBe(2 / Math.Log2(3) / (2 + (1 / Math.Log2(3))), 1e-12);
        scores["judged@2"].Number().ShouldBe(0.5);
    }

    [Fact]
    public void Equal_scores_are_ordered_by_id_descending() =>
        Scored.Of("ranking:mrr", "mrr", Judged, Ranked(("a", 1), ("z", 1))).Number().ShouldBe(0.5);

    [Fact]
    public void Without_judgements_nothing_is_said() =>
        Scored.Of("ranking", "map", Scored.Sample(Expectation.Nothing), Ranked(("a", 1))).ShouldBeOfType<Score.NotApplicable>();

    [Fact]
    public void A_query_without_relevant_documents_is_left_out()
    {
        var sample = Scored.Sample(new Expectation { Relevant = Grades(("a", 0), ("b", -1)) });
        Scored.By("ranking", sample, Ranked(("a", 1))).Values.ShouldAllBe(score => score is Score.NotApplicable);
        Scored.By("ranking", sample, Scored.Failure).Values.ShouldAllBe(score => score is Score.NotApplicable);
    }

    [Fact]
    public void An_empty_ranking_counts_nothing_found()
    {
        var scores = Scored.By("ranking", Judged, Ranked());
        scores["ndcg@10"].Number().ShouldBe(0);
        scores["map"].Number().ShouldBe(0);
        scores["judged@10"].ShouldBeOfType<Score.NotApplicable>();
    }

    [Fact]
    public void A_failed_subject_found_nothing() =>
        Scored.Of("ranking:map", "map", Judged, Scored.Failure).ShouldBe(new Score.Value(0, "The subject failed: timed out"));

    [Fact]
    public void A_document_twice_makes_the_score_failed_and_is_named() =>
        Scored.Of("ranking:map", "map", Judged, Ranked(("a", 3), ("b", 2), ("a", 1))).ShouldBeOfType<Score.Failed>().Reason
            .ShouldBe("The ranking holds document \"a\" twice, as entries 1 and 3. Keep the better one.");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_score_that_is_no_number_makes_the_score_failed(double number) =>
        Scored.Of("ranking:map", "map", Judged, Ranked(("a", number))).ShouldBeOfType<Score.Failed>().Reason.ShouldContain("a score is finite");

    [Fact]
    public void A_monstrous_grade_makes_the_score_failed() =>
        Scored.Of("ranking:ndcg_exp@10", "ndcg_exp@10", Scored.Sample(new Expectation { Relevant = Grades(("a", int.MaxValue)) }), Ranked(("a", 1)))
            .ShouldBeOfType<Score.Failed>().Reason.ShouldContain("2147483647");

    [Fact]
    public void Grade_and_depth_are_part_of_the_metrics_name() =>
        Scorers.Create("ranking:map,relevant=2,depth=100").Metrics.ShouldHaveSingleItem().Name.ShouldBe("map/relevant2/depth100");

    [Fact]
    public void Names_of_trec_eval_are_known() =>
        Scorers.Create("ranking:ndcg_cut_10,P_5,recip_rank,iprec_at_recall_0.20").Metrics.Select(metric => metric.Name).ShouldBe(["ndcg@10", "precision@5", "mrr", "iprec@0.2"]);

    [Theory]
    [InlineData("ranking:ndgc@10", "There is no ranking measure \"ndgc@10\". The nearest that exist: \"ndcg@10\"")]
    [InlineData("ranking:recall@0", "a place is a whole number of documents from 1")]
    [InlineData("ranking:recall@-5", "a place is a whole number of documents from 1")]
    [InlineData("ranking:map,map", "asked for twice")]
    [InlineData("ranking:gm_map", "Ask for \"map\" instead")]
    [InlineData("ranking:map,relevent=2", "The nearest that exist: \"relevant\"")]
    [InlineData("ranking:map,relevant=0", "no whole number from 1")]
    [InlineData("ranking:ndcg[1=x]", "no finite number")]
    [InlineData("ranking:utility[1;2]", "it takes four")]
    public void What_is_not_known_is_refused_with_the_nearest_named(string spec, string message) =>
        Should.Throw<ScorerSpecException>(() => Scorers.Create(spec)).Message.ShouldContain(message);

    private static Dictionary<string, int> Grades(params (string Document, int Grade)[] grades) => grades.ToDictionary(pair => pair.Document, pair => pair.Grade, StringComparer.Ordinal);

    private static Observation Ranked(params (string Document, double Score)[] items) => Scored.Answer("") with { Ranking = [.. items.Select(item => new RankedItem(item.Document, item.Score))] };
}
