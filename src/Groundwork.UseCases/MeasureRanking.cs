using Groundwork.Evals;
using Groundwork.Knowledge;

namespace Groundwork.UseCases;

/// <summary>A ranking made by any program is measured by judgements.</summary>
public static class MeasureRanking
{
    private const string Everything = "all";

    /// <summary>Measures a file.</summary>
    /// <exception cref="TrecFormatException">A file is not understood; the message names the line.</exception>
    /// <exception cref="ScorerSpecException">There is no such measure.</exception>
    public static RankingReply Run(MeasureRankingRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.RelevantFrom < 1) throw new InvalidRequestException(FormattableString.Invariant($"The least relevant grade is {request.RelevantFrom}; it must be 1 or more."));
        if (request.Depth < 1) throw new InvalidRequestException(FormattableString.Invariant($"The depth is {request.Depth}; it must be 1 or more."));
        var measures = request.Measures switch
        {
            null => RankingMeasures.Default,
            Everything => RankingMeasures.AllOfTrec,
            var list => RankingMeasures.Parse(list),
        };
        var rules = new RankingRules { RelevantFrom = request.RelevantFrom, Depth = request.Depth ?? int.MaxValue, LeavesOutAbsent = request.PresentOnly };
        using var qrels = Open(request.Qrels);
        using var run = Open(request.Run);
        var judgements = TrecFiles.ByQuery(TrecFiles.ReadJudgements(qrels, Path.GetFileName(request.Qrels), cancellationToken));
        var rankings = TrecFiles.ByQuery(TrecFiles.ReadResults(run, Path.GetFileName(request.Run), cancellationToken));
        var summary = RankingMeasures.Evaluate(judgements, rankings, measures, rules, cancellationToken);
        return new RankingReply(
            [.. measures.Select(m => new RankingMeasureReply(m.Name, m.TrecName, m.Fold == RankingFold.Sum))], summary.Overall,
            [.. summary.Queries.Select(q => new RankedQueryReply(q.Query, q.Values))], summary.Absent, summary.WithoutRelevant, summary.Unjudged);
    }

    private static FileStream Open(string path) => File.Exists(path) ? File.OpenRead(path) : throw new SourcePathException($"There is no file \"{path}\". Check the spelling.");
}
