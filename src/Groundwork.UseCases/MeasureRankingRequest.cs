namespace Groundwork.UseCases;

/// <summary>A ranking file to be measured by a file of judgements, as trec_eval does.</summary>
/// <param name="Qrels">Judgements: question, anything, document, grade per line.</param>
/// <param name="Run">Rankings: question, anything, document, rank, score, name per line; the rank is not looked at.</param>
public sealed record MeasureRankingRequest(string Qrels, string Run)
{
    /// <summary>Measures like <c>ndcg@10</c> with commas between, <c>all</c> for everything that trec_eval has; null for the usual ones.</summary>
    public string? Measures { get; init; }

    /// <summary>Least grade that is relevant for measures without grades, from 1.</summary>
    public int RelevantFrom { get; init; } = 1;

    /// <summary>Documents of each ranking that are looked at; null for all.</summary>
    public int? Depth { get; init; }

    /// <summary>True to leave judged questions without a ranking out of the means, where they count 0 otherwise.</summary>
    public bool PresentOnly { get; init; }
}
