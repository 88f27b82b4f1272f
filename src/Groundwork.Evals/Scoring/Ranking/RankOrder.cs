namespace Groundwork.Evals.Scoring.Ranking;

/// <summary>Score descending, then document id descending in the order of UTF-8 bytes (trec_eval 10, form_res_rels.c).</summary>
internal sealed class RankOrder : IComparer<RankedItem>
{
    public static RankOrder Instance { get; } = new();

    public int Compare(RankedItem? x, RankedItem? y)
    {
        var byScore = y!.Score.CompareTo(x!.Score);
        return byScore != 0 ? byScore : Utf8Order.Compare(y.Document, x.Document);
    }
}
