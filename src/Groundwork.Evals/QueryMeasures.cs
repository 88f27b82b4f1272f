namespace Groundwork.Evals;

/// <summary>What was measured of one query.</summary>
/// <param name="Query">Its id.</param>
/// <param name="Values">One for each measure, in their order; null where the measure is not defined for the query.</param>
/// <param name="IsAbsent">True for a judged query without a ranking.</param>
/// <param name="Relevant">Relevant documents among its judgements.</param>
public sealed record QueryMeasures(string Query, IReadOnlyList<double?> Values, bool IsAbsent, int Relevant);
