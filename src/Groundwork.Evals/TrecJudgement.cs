namespace Groundwork.Evals;

/// <summary>A line of a file of judgements (qrels).</summary>
/// <param name="Query">Id of the query.</param>
/// <param name="Document">Id of the document.</param>
/// <param name="Grade">1 and above is relevant, 0 is not, below 0 is pooled but not judged.</param>
public sealed record TrecJudgement(string Query, string Document, int Grade);
