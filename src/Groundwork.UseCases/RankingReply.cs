namespace Groundwork.UseCases;

/// <summary>What a ranking file is worth.</summary>
/// <param name="Measures">Names of the measures.</param>
/// <param name="Overall">Their values over all questions, in that order; null where there is none.</param>
/// <param name="Queries">Their values for each question, by id.</param>
/// <param name="Absent">Judged questions without a ranking.</param>
/// <param name="WithoutRelevant">Judged questions without a relevant document.</param>
/// <param name="Unjudged">Questions of the ranking that nobody judged; they take no part.</param>
public sealed record RankingReply(
    IReadOnlyList<RankingMeasureReply> Measures, IReadOnlyList<double?> Overall, IReadOnlyList<RankedQueryReply> Queries, int Absent, int WithoutRelevant, int Unjudged);

/// <summary>A measure.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trec">What trec_eval calls it; null where trec_eval has none.</param>
/// <param name="Counts">True for a number of documents or questions.</param>
public sealed record RankingMeasureReply(string Name, string? Trec, bool Counts);

/// <summary>The values of a question.</summary>
/// <param name="Query">Its id.</param>
/// <param name="Values">In the order of the measures; null where a measure says nothing.</param>
public sealed record RankedQueryReply(string Query, IReadOnlyList<double?> Values);
