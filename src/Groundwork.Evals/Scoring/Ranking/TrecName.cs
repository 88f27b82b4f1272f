using System.Globalization;

namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>trec_eval's names and ours: <c>ndcg_cut_10</c> is <c>ndcg@10</c>, <c>11pt_avg_.25,.5</c> is <c>11pt[.25;.5]</c>.</summary>
internal static class TrecName
{
    private enum Tail
    {
        None,
        Place,
        Parameters,
    }

    private static readonly (string Trec, string Ours, Tail Tail)[] Names =
    [
        ("num_ret", "num_ret", Tail.None), ("num_rel", "num_rel", Tail.None), ("num_rel_ret", "num_rel_ret", Tail.None),
        ("num_nonrel_judged_ret", "num_nonrel_judged_ret", Tail.None),
        ("map", "map", Tail.None), ("gm_map", "gm_map", Tail.None), ("map_cut", "map", Tail.Place),
        ("Rprec", "rprec", Tail.None), ("Rprec_mult", "rprec", Tail.Place),
        ("bpref", "bpref", Tail.None), ("gm_bpref", "gm_bpref", Tail.None), ("infAP", "infap", Tail.None),
        ("recip_rank", "mrr", Tail.None),
        ("iprec_at_recall", "iprec", Tail.Place), ("11pt_avg", "11pt", Tail.Parameters),
        ("P", "precision", Tail.Place), ("recall", "recall", Tail.Place), ("success", "success", Tail.Place), ("relative_P", "relative_precision", Tail.Place),
        ("set_P", "set_precision", Tail.None), ("set_recall", "set_recall", Tail.None), ("set_relative_P", "set_relative_precision", Tail.None),
        ("set_map", "set_map", Tail.None), ("set_F", "set_f", Tail.Parameters), ("utility", "utility", Tail.Parameters),
        ("dcg", "dcg", Tail.Parameters), ("ndcg", "ndcg", Tail.Parameters), ("ndcg_cut", "ndcg", Tail.Place),
        ("ndcg_rel", "ndcg_rel", Tail.Parameters), ("Rndcg", "rndcg", Tail.Parameters), ("binG", "bing", Tail.None), ("G", "g", Tail.Parameters),
        ("rbp", "rbp", Tail.None), ("rbp_resid", "rbp_resid", Tail.None), ("unj", "unjudged", Tail.Place),
    ];

    /// <summary>Our name; the given one when trec_eval has none like it.</summary>
    public static string ToOurs(string name)
    {
        foreach (var (trec, ours, tail) in Names)
        {
            if (name.Equals(trec, StringComparison.Ordinal) && tail != Tail.Place)
                return ours;
            // A tail begins with a number, so that "ndcg_cut_10" is not "ndcg" with the tail "cut_10".
            var isTail = tail != Tail.None && name.Length > trec.Length + 1 && name.StartsWith(trec + "_", StringComparison.Ordinal)
                && (char.IsAsciiDigit(name[trec.Length + 1]) || name[trec.Length + 1] is '-' or '.');
            if (isTail)
                return tail == Tail.Place ? $"{ours}@{Shortened(name[(trec.Length + 1)..])}" : $"{ours}[{name[(trec.Length + 1)..].Replace(',', ';')}]";
        }

        return name;
    }

    /// <summary>trec_eval's name for one of ours; null for none.</summary>
    public static string? Of(MeasureText text)
    {
        foreach (var (trec, ours, tail) in Names)
        {
            if (!ours.Equals(text.Family, StringComparison.Ordinal) || (tail == Tail.Place) != (text.Place is not null))
                continue;
            if (text.Parameters.Count > 0)
                return $"{trec}_{string.Join(',', text.Parameters)}";
            // trec_eval writes places that are shares with two digits.
            return text.Place is null ? trec
                : ours is "iprec" or "rprec" ? string.Create(CultureInfo.InvariantCulture, $"{trec}_{text.Share:0.00}")
                : $"{trec}_{text.Place}";
        }

        return null;
    }

    // trec_eval writes shares with two digits: "0.20" is "0.2".
    private static string Shortened(string place) => place.Contains('.', StringComparison.Ordinal) && place.TrimEnd('0').TrimEnd('.') is { Length: > 0 } shorter ? shorter : place;
}
