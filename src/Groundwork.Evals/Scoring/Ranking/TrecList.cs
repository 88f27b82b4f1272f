namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>The measures of <c>trec_eval -m all_trec</c>, in its order.</summary>
internal static class TrecList
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "num_ret", "num_rel", "num_rel_ret", "map", "gm_map", "Rprec", "bpref", "recip_rank",
        .. At("iprec_at_recall", "0.00", "0.10", "0.20", "0.30", "0.40", "0.50", "0.60", "0.70", "0.80", "0.90", "1.00"),
        .. AtDepths("P"),
        .. AtDepths("recall"),
        "infAP", "gm_bpref",
        .. At("Rprec_mult", "0.20", "0.40", "0.60", "0.80", "1.00", "1.20", "1.40", "1.60", "1.80", "2.00"),
        "utility", "11pt_avg", "binG", "G", "ndcg", "ndcg_rel", "Rndcg",
        .. AtDepths("ndcg_cut"),
        .. AtDepths("map_cut"),
        .. AtDepths("relative_P"),
        .. At("success", "1", "5", "10"),
        "set_P", "set_relative_P", "set_recall", "set_map", "set_F", "num_nonrel_judged_ret", "rbp", "rbp_resid",
        .. At("unj", "5", "10", "20"),
    ];

    private static IEnumerable<string> AtDepths(string name) => At(name, "5", "10", "15", "20", "30", "100", "200", "500", "1000");

    private static IEnumerable<string> At(string name, params IEnumerable<string> points) => points.Select(point => $"{name}_{point}");
}
