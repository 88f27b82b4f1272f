using Groundwork.TestKit;
using Shouldly;
using Xunit;

namespace Groundwork.Evals.Tests.Scoring.Ranking;

public sealed class TrecGoldTests
{
    [FixtureFact("trec_eval")]
    public void Every_value_of_trec_eval_comes_out_per_query() =>
        TrecGold.Differences("out.test.aq", "qrels.test", "results.test", RankingRules.Default).ShouldBeEmpty();

    [FixtureFact("trec_eval")]
    public void Every_mean_of_trec_eval_comes_out()
    {
        TrecGold.Differences("out.test", "qrels.test", "results.test", RankingRules.Default).ShouldBeEmpty();
        TrecGold.Differences("out.test.a", "qrels.test", "results.test", RankingRules.Default).ShouldBeEmpty();
    }

    [FixtureFact("trec_eval")]
    public void A_judged_query_that_the_run_lacks_counts_as_nothing_found() =>
        TrecGold.Differences("out.test.aqc", "qrels.test", "results.trunc", RankingRules.Default).ShouldBeEmpty();

    [FixtureFact("trec_eval")]
    public void Only_the_first_documents_count_when_a_depth_is_given() =>
        TrecGold.Differences("out.test.aqcM", "qrels.test", "results.trunc", new RankingRules { Depth = 100 }).ShouldBeEmpty();

    [FixtureFact("trec_eval")]
    public void The_least_relevant_grade_can_be_raised() =>
        TrecGold.Differences("out.test.aql", "qrels.rel_level", "results.test", new RankingRules { RelevantFrom = 2 }).ShouldBeEmpty();

    [FixtureFact("trec_eval")]
    public void Measures_take_other_cutoffs_and_gains() =>
        TrecGold.Differences("out.test.meas_params", "qrels.test", "results.test", RankingRules.Default).ShouldBeEmpty();

    [FixtureFact("trec_eval")]
    public void The_gold_is_noticed_when_a_value_is_wrong() =>
        TrecGold.Differences("out.test.aq", "qrels.test", "results.test", new RankingRules { Depth = 499 }).Count.ShouldBeGreaterThan(5);

    [FixtureFact("trec_eval")]
    public void The_list_of_trec_eval_is_the_list_of_its_output()
    {
        var shown = TrecGold.Lines("out.test.a").Select(line => line.Measure).Where(name => name is not ("runid" or "num_q")).ToList();
        RankingMeasures.AllOfTrec.Select(measure => measure.TrecName).ShouldBe(shown);
    }
}
